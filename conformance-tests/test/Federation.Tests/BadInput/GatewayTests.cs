using Demo.World;
using Federation.Ceremonies.RollOut;
using Federation.Tests.World;

namespace Federation.Tests.BadInput;

/// <summary>The gateway answers what it does not take, and goes on serving.</summary>
[Collection(SharedFederation.Name)]
public sealed class GatewayTests(SharedFederation shared)
{
    private Country Country => shared.Federation.Country;

    [Theory]
    [InlineData("POST", "/v1/verify", "{", 400, "Malformed")]
    [InlineData("POST", "/v1/verify", "{\"presentation\":\"AA==\",\"acceptor\":\"320000\",\"purpose\":\"none\"}", 400, "Malformed")]
    [InlineData("POST", "/holder/collect", "{", 400, "Malformed")]
    [InlineData("POST", "/holder/collect/..%2f..%2flicences", "{}", 400, "BadPath")]
    [InlineData("POST", "/licences", "{}", 404, "NotFound")]
    [InlineData("POST", "/federation.live.v1.LiveStatus/Ask", "{}", 400, "BadRegionHeader")]
    public async Task Rejects(string method, string path, string json, int status, string code)
    {
        using var client = Country[Region.Shanghai].DeskClient("roadside");
        await Problem.Expect(client, Problem.Json(method, path, json), status, code);
        Assert.True((await client.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Rejects_a_presentation_that_is_too_large()
    {
        using var client = Country[Region.Jiangsu].DeskClient("roadside");
        await Problem.Expect(client, Problem.Request("POST", "/v1/verify?acceptor=320000&purpose=roadside", new byte[3_000_000], "application/cbor"), 413, "TooLarge");
    }
}
