using System.Net;
using RegionNode.Gateway.Tests.World;

namespace RegionNode.Gateway.Tests.Guarding;

public sealed class HolderTests(OpenBorder open) : IClassFixture<OpenBorder>
{
    private Border Border => open.Border;

    [Fact]
    public async Task Passes_a_wallets_call_to_the_own_issuer()
    {
        using var wallet = Border.Gateway.Client();
        wallet.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.1");
        wallet.DefaultRequestHeaders.Add("x-federation-caller", "110000");
        using var answer = await wallet.PostAsync(new Uri("/holder/nonce", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("/holder/nonce", Border.Issuer.OtherPaths);
        Assert.DoesNotContain(Border.Issuer.OtherHeaders, name => name.StartsWith("X-Forwarded", StringComparison.OrdinalIgnoreCase) || name.Equals("x-federation-caller", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("/holder/refresh")]
    [InlineData("/holder/assertion")]
    [InlineData("/holder/compact")]
    [InlineData("/holder/proof")]
    public async Task Passes_what_a_device_asks_for_to_the_own_issuer_and_no_more_than_the_limit(string path)
    {
        using var wallet = Border.Gateway.Client();
        using var small = await wallet.PostAsync(new Uri(path, UriKind.Relative), new ByteArrayContent(new byte[4_000]));
        Assert.Contains(path, Border.Issuer.OtherPaths);
        wallet.DefaultRequestHeaders.ExpectContinue = true; // The server may close the connection instead of reading the body.
        using var large = await wallet.PostAsync(new Uri(path, UriKind.Relative), new ByteArrayContent(new byte[100_000]));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
    }

    [Theory]
    [InlineData("/holder/..%2fregistry/310000999999")]
    [InlineData("/holder/%2e%2e/registry/310000999999")]
    [InlineData("/holder/..;/registry/310000999999")]
    [InlineData("/holder/..%5cregistry/310000999999")]
    [InlineData("/holder//registry/310000999999")]
    [InlineData("/holder/%252e%252e%252fregistry/310000999999")]
    [InlineData("/registry/310000999999")]
    [InlineData("/licences")]
    [InlineData("/operator/keys/document-signer")]
    public async Task Never_passes_on(string path)
    {
        using var wallet = Border.Gateway.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, Raw(path));
        using var answer = await wallet.SendAsync(request);
        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.BadRequest, HttpStatusCode.NotFound });
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain(Border.Issuer.OtherPaths, seen => seen.Contains("registry") || seen.Contains("licences") || seen.Contains("operator"));
    }

    [Fact]
    public async Task Rejects_a_wallets_call_that_is_too_large()
    {
        using var wallet = Border.Gateway.Client();
        wallet.DefaultRequestHeaders.ExpectContinue = true; // The server may close the connection instead of reading the body.
        using var answer = await wallet.PostAsync(new Uri("/holder/collect", UriKind.Relative), new ByteArrayContent(new byte[100_000]));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("TooLarge", await answer.Content.ReadAsStringAsync());
    }

    // HttpClient would tidy the path; an attacker's client does not.
    private Uri Raw(string path) => new(Border.Gateway.Url.GetLeftPart(UriPartial.Authority) + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
}
