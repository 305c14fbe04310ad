using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrustList.Format.Signing;
using TrustList.Format.Status;
using TrustList.Testing.Peers;

namespace TrustList.Format.Tests.Status;

/// <summary>Readers and a writer that we did not write: @sd-jwt/jwt-status-list with jose, and cbor-x with Node's crypto.</summary>
public sealed class StatusPeerTests
{
    private const string Folder = "status";
    private static readonly int[] Indices = [0, 1, 2, 3, 4, 524_288, (1 << 20) - 1];
    private static readonly int[] Entries = [1, 0xC, 0x7, 0xD, 0, 0, 2];

    [NodeFact]
    public async Task Sd_jwt_and_jose_read_our_JWT()
    {
        var read = await ReadJwtAsync(StatusListToken.ToJwt(Samples.List, Samples.Claims, Samples.Signer, Samples.KeyId), Samples.Signer.PublicKey);
        Assert.Equal(Samples.KeyId, read["header"]!["kid"]!.GetValue<string>());
        Assert.Equal(Samples.Uri, read["payload"]!["sub"]!.GetValue<string>());
        Assert.Equal(600, read["payload"]!["ttl"]!.GetValue<int>());
        Assert.Equal(7, read["payload"]!["list_version"]!.GetValue<int>());
        Assert.Equal(Samples.Claims.AggregationUri, read["payload"]!["status_list"]!["aggregation_uri"]!.GetValue<string>());
        Assert.Equal(1 << 20, read["length"]!.GetValue<int>());
        Assert.Equal(Entries, Statuses(read));
    }

    [NodeFact]
    public async Task Both_readers_say_of_each_licence_what_the_state_says()
    {
        var state = StatusCodecTests.Sample(2, 40_000, 12);
        int[] indices = [0, StatusSpace.BlockEntries - 1, .. state.Exceptions().Where(one => one.Entry >= StatusSpace.BlockEntries).Take(500).Select(one => (int)(one.Entry - StatusSpace.BlockEntries)).SelectMany(index => new[] { index, (index + 1) % StatusSpace.BlockEntries })];
        int[] expected = [.. indices.Select(index => (int)state.Get(StatusSpace.EntryOf(1, index)))];
        Assert.Contains(0xC, expected);
        var list = state.ToStatusList(1);
        var jwt = await ReadJwtAsync(StatusListToken.ToJwt(list, Samples.Claims, Samples.Signer, Samples.KeyId), Samples.Signer.PublicKey, indices: indices);
        Assert.Equal(expected, Statuses(jwt));
        var cwt = await ReadCwtAsync(StatusListToken.ToCwt(list, Samples.Claims, Samples.Signer, Samples.KeyId), Samples.Signer.PublicKey, indices);
        Assert.True(cwt["verified"]!.GetValue<bool>());
        Assert.Equal(expected, Statuses(cwt));
    }

    [NodeFact]
    public async Task Jose_refuses_our_JWT_under_another_key_or_after_its_expiry()
    {
        var jwt = StatusListToken.ToJwt(Samples.List, Samples.Claims, Samples.Signer, Samples.KeyId);
        var otherKey = await Assert.ThrowsAsync<InvalidOperationException>(() => ReadJwtAsync(jwt, Samples.Stranger.PublicKey));
        Assert.Contains("ERR_JWS_SIGNATURE_VERIFICATION_FAILED", otherKey.Message, StringComparison.Ordinal);
        var late = await Assert.ThrowsAsync<InvalidOperationException>(
            () => ReadJwtAsync(jwt, Samples.Signer.PublicKey, Samples.Claims.Expires!.Value.AddSeconds(1)));
        Assert.Contains("ERR_JWT_EXPIRED", late.Message, StringComparison.Ordinal);
    }

    [NodeFact]
    public async Task Accepts_the_JWT_that_sd_jwt_and_jose_write()
    {
        foreach (var bits in new[] { 1, 2, 4, 8 })
        {
            var written = await RunAsync("write-jwt.mjs", new JsonObject
            {
                ["claims"] = new JsonObject { ["sub"] = Samples.Uri, ["iat"] = Samples.Now.ToUnixTimeSeconds(), ["iss"] = "https://peer.test" },
                ["bits"] = bits,
                ["size"] = 1 << 12,
                ["entries"] = new JsonObject { ["0"] = 1, ["77"] = (1 << bits) - 1 },
                ["kid"] = "peer",
            });
            var key = PublicKey.FromEcPoint(Coordinate(written, "x"), Coordinate(written, "y")).Value;
            var list = VerifiedStatusList.VerifyJwt(
                written["jwt"]!.GetValue<string>(), Samples.Uri, id => id == "peer" ? key : null, Samples.Now).Value;
            Assert.Equal((bits, 1 << 12), (list.List.Bits, list.List.Length));
            Assert.Equal((1, (1 << bits) - 1, 0), (list.List[0], list.List[77], list.List[78]));
        }
    }

    [NodeFact]
    public async Task Cbor_x_reads_our_CWT()
    {
        var read = await ReadCwtAsync(Samples.Cwt(), Samples.Signer.PublicKey);
        Assert.True(read["verified"]!.GetValue<bool>());
        Assert.Equal("application/statuslist+cwt", read["protected"]!["16"]!.GetValue<string>());
        Assert.Equal(Samples.Uri, read["claims"]!["2"]!.GetValue<string>());
        Assert.Equal(Samples.Claims.IssuedAt.ToUnixTimeSeconds(), read["claims"]!["6"]!.GetValue<long>());
        Assert.Equal(Samples.Claims.Expires!.Value.ToUnixTimeSeconds(), read["claims"]!["4"]!.GetValue<long>());
        Assert.Equal(600, read["claims"]!["65534"]!.GetValue<int>());
        Assert.Equal(7, read["claims"]!["-65537"]!.GetValue<int>());
        Assert.Equal(Samples.Claims.AggregationUri, read["claims"]!["65533"]!["aggregation_uri"]!.GetValue<string>());
        Assert.Equal(1 << 20, read["length"]!.GetValue<int>());
        Assert.Equal(Entries, Statuses(read));
        Assert.False((await ReadCwtAsync(Samples.Cwt(), Samples.Stranger.PublicKey))["verified"]!.GetValue<bool>());
    }

    [NodeFact]
    public async Task Cbor_x_reads_our_live_assertion()
    {
        var read = await ReadCwtAsync(LiveAssertion.Sign(Samples.Answer, Samples.Signer, Samples.KeyId), Samples.Signer.PublicKey);
        Assert.True(read["verified"]!.GetValue<bool>());
        Assert.Equal("310000", read["claims"]!["1"]!.GetValue<string>());
        Assert.Equal("BDJ", read["claims"]!["-65540"]!.GetValue<string>());
        Assert.Equal(12, read["claims"]!["-65542"]!.GetValue<int>());
        Assert.Equal("2021-03-01", read["claims"]!["-65543"]!.GetValue<string>());
        Assert.Equal(Convert.ToHexStringLower(Samples.Question.Nonce.Span), read["claims"]!["10"]!.GetValue<string>());
    }

    private static Task<JsonNode> ReadJwtAsync(string jwt, PublicKey key, DateTimeOffset? now = null, int[]? indices = null) => RunAsync("read-jwt.mjs", new JsonObject
    {
        ["jwt"] = jwt,
        ["jwk"] = new JsonObject
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["x"] = Base64Url.EncodeToString(key.Point.X),
            ["y"] = Base64Url.EncodeToString(key.Point.Y),
        },
        ["now"] = (now ?? Samples.Now).ToUnixTimeSeconds(),
        ["indices"] = JsonSerializer.SerializeToNode(indices ?? Indices),
    });

    private static Task<JsonNode> ReadCwtAsync(byte[] cwt, PublicKey key, int[]? indices = null) => RunAsync("read-cwt.mjs", new JsonObject
    {
        ["cwt"] = Convert.ToHexStringLower(cwt),
        ["spki"] = key.ToPem(),
        ["indices"] = JsonSerializer.SerializeToNode(indices ?? Indices),
    });

    private static async Task<JsonNode> RunAsync(string script, JsonObject input) =>
        JsonNode.Parse(await NodePeer.RunAsync(Folder, script, input.ToJsonString()))!;

    private static int[] Statuses(JsonNode read) => read["statuses"]!.Deserialize<int[]>()!;

    private static byte[] Coordinate(JsonNode written, string name) => Base64Url.DecodeFromChars(written["jwk"]![name]!.GetValue<string>());
}
