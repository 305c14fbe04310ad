using System.Buffers.Text;
using System.Text.Json.Nodes;
using Demo.People;
using Demo.World;
using Federation.Ceremonies.RollOut;
using Federation.Hosting.Tls;
using Federation.Tests.World;
using TrustList.Format.Credentials;
using TrustList.Format.Signing;

namespace Federation.Tests.BadInput;

/// <summary>The issuer answers what it does not take, and goes on serving.</summary>
[Collection(SharedFederation.Name)]
public sealed class IssuerTests(SharedFederation shared)
{
    private RegionSite Shanghai => shared.Federation.Country[Region.Shanghai];

    [Theory]
    [InlineData("PUT", "/registry/310199999999", "", 400, "Malformed")]
    [InlineData("PUT", "/registry/310199999999", "{", 400, "Malformed")]
    [InlineData("PUT", "/registry/310199999999", "{\"familyName\":\"示例\"}", 400, "Malformed")]
    [InlineData("POST", "/licences", "{\"fileNumber\":\"310199999999\"}", 404, "NoSuchDriver")]
    [InlineData("POST", "/licences", "{\"fileNumber\":\"1\",\"fileNumber\":\"2\"}", 400, "Malformed")]
    [InlineData("POST", "/licences/none/status", "{\"letters\":\"A\",\"reason\":\"x\",\"urgent\":true}", 404, "NoSuchLicence")]
    [InlineData("POST", "/licences/none/status", "{\"letters\":\"AA\",\"reason\":\"x\"}", 400, "BadLetters")]
    [InlineData("GET", "/licences/none", null, 404, "NoSuchLicence")]
    [InlineData("DELETE", "/licences", null, 405, "MethodNotAllowed")]
    [InlineData("GET", "/nothing", null, 404, "NotFound")]
    public async Task Rejects_from_the_provinces_system(string method, string path, string? json, int status, string code)
    {
        using var office = Shanghai.OfficeClient();
        await Problem.Expect(office, json is null ? Problem.Request(method, path) : Problem.Json(method, path, json), status, code);
        Assert.True((await office.GetAsync(new Uri("/health/live", UriKind.Relative))).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Rejects_a_record_that_is_too_large()
    {
        using var office = Shanghai.OfficeClient();
        await Problem.Expect(office, Problem.Request("PUT", "/registry/310199999999", new byte[2_000_000]), 413, "TooLarge");
    }

    [Fact]
    public async Task Rejects_the_gateways_key_at_the_provinces_interface()
    {
        using var key = TlsIdentity.Load(Path.Combine(Shanghai.GatewayData, "keys", "tls.test.pem"));
        using var client = Client(key);
        await Problem.Expect(client, Problem.Json("POST", "/licences", "{\"fileNumber\":\"310100000001\"}"), 403, "Forbidden");
    }

    [Fact]
    public async Task Rejects_a_strangers_key()
    {
        using var stranger = TlsIdentity.FromPem(TlsIdentity.CreateKeyPem());
        using var client = Client(stranger);
        await Problem.Expect(client, Problem.Json("POST", "/licences", "{\"fileNumber\":\"310100000001\"}"), 403, "Forbidden");
        await Problem.Expect(client, Problem.Request("POST", "/holder/nonce"), 403, "Forbidden");
    }

    [Fact]
    public async Task Rejects_a_caller_without_a_key_at_the_handshake()
    {
        using var client = Client(null);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri("/licences/none", UriKind.Relative)));
    }

    [Fact]
    public async Task Rejects_a_collection_replayed_and_an_offer_taken_with_another_key()
    {
        using var office = Shanghai.OfficeClient();
        using var gateway = Shanghai.GatewayClient();
        var driver = Drivers.Next();
        await new Office(office).Register(driver, shared.Federation.Cancel);
        var (_, offer) = await new Office(office).Apply(driver, shared.Federation.Cancel);
        var body = await CollectBody(gateway, offer);
        using (var collected = await gateway.SendAsync(Problem.Json("POST", "/holder/collect", body)))
            Assert.True(collected.IsSuccessStatusCode);

        await Problem.Expect(gateway, Problem.Json("POST", "/holder/collect", body), 409, "NonceRefused");
        await Problem.Expect(gateway, Problem.Json("POST", "/holder/collect", await CollectBody(gateway, offer)), 409, "OfferUsed");
    }

    private HttpClient Client(TlsIdentity? key) =>
        new(PinnedHandler.Create(key, () => new HashSet<string>(StringComparer.Ordinal) { Shanghai.IssuerPin })) { BaseAddress = Shanghai.IssuerUrl };

    /// <summary>A well-formed collection with a fresh device key and a fresh nonce.</summary>
    private static async Task<string> CollectBody(HttpClient gateway, string offer)
    {
        using var answer = await gateway.PostAsync(new Uri("/holder/nonce", UriKind.Relative), null);
        var nonce = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["nonce"]!.GetValue<string>();
        var key = SoftwareSigner.Create(SignatureAlgorithm.ES256);
        var (x, y) = key.PublicKey.Point;
        return new JsonObject
        {
            ["offer"] = offer,
            ["nonce"] = nonce,
            ["deviceKey"] = new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64Url.EncodeToString(x), ["y"] = Base64Url.EncodeToString(y) },
            ["proof"] = Base64Url.EncodeToString(HolderProof.Sign(key, Region.Shanghai.Code, nonce, offer)),
        }.ToJsonString();
    }
}
