using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Projections;
using TrustList.Format.Status;
using TrustList.Testing.Peers;

namespace TrustList.Format.Tests.Projections;

/// <summary>Readers that we did not write: jose, and cbor-x with Node's crypto.</summary>
public sealed class ProjectionPeerTests
{
    private const string Folder = "projections";
    private readonly ProjectionBed bed = new();

    [NodeFact]
    public async Task Jose_imports_every_key_of_ours_and_checks_a_status_list_by_the_set()
    {
        var jwks = JwksProjection.Of(bed.State(), bed.Now);
        var jwt = StatusListToken.ToJwt(
            new StatusListBuilder(4, 16).ToList(), new StatusListClaims("http://hub.test/status/310000/1", bed.Now, null, null, null, 1),
            bed.Shanghai.StatusKey, bed.Shanghai.StatusKey.PublicKey.Thumbprint);
        var read = await RunAsync("read-jwks.mjs", new JsonObject { ["jwks"] = JsonNode.Parse(jwks.Bytes), ["jwt"] = jwt });
        Assert.Equal(4, read["imported"]!.GetValue<int>());
        Assert.Equal(bed.Shanghai.StatusKey.PublicKey.Thumbprint, read["kid"]!.GetValue<string>());
    }

    [NodeFact]
    public async Task Cbor_x_and_node_read_and_verify_our_VICAL()
    {
        var (vical, _) = VicalProjection.Of(bed.State(), "Test provider", bed.Now);
        var bytes = bed.Sign(vical);
        var read = await RunAsync("read-vical.mjs", new JsonObject { ["vical"] = LowerHex.Of(bytes), ["root"] = LowerHex.Of(bed.Root) });
        Assert.True(read["verified"]!.GetValue<bool>());
        Assert.Equal(("Test provider", "2020-10-12T08:01:00.000Z"), (read["provider"]!.GetValue<string>(), read["date"]!.GetValue<string>()));
        Assert.Equal(["CN-SH", "CN-JS"], read["entries"]!.AsArray().Select(entry => entry!["state"]!.GetValue<string>()));
        Assert.All(read["entries"]!.AsArray(), entry =>
        {
            Assert.Equal(entry!["serialInCertificate"]!.GetValue<string>(), entry["serial"]!.GetValue<string>());
            Assert.Equal(entry["notAfterInCertificate"]!.GetValue<string>(), entry["notAfter"]!.GetValue<string>());
        });

        bytes[^1] ^= 1;
        read = await RunAsync("read-vical.mjs", new JsonObject { ["vical"] = LowerHex.Of(bytes), ["root"] = LowerHex.Of(bed.Root) });
        Assert.False(read["verified"]!.GetValue<bool>());
    }

    private static async Task<JsonNode> RunAsync(string script, JsonObject input) =>
        JsonNode.Parse(await NodePeer.RunAsync(Folder, script, input.ToJsonString()))!;
}
