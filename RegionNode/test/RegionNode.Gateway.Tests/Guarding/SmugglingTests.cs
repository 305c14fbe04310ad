using RegionNode.Gateway.Tests.World;

namespace RegionNode.Gateway.Tests.Guarding;

/// <summary>Requests that two servers could read in two ways, written byte by byte.</summary>
public sealed class SmugglingTests(OpenBorder open) : IClassFixture<OpenBorder>
{
    private const string Smuggled = "POST /registry/310000999999 HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n";

    private Border Border => open.Border;

    public static TheoryData<string> Requests =>
    [
        $"POST /holder/nonce HTTP/1.1\r\nHost: x\r\nContent-Length: {Smuggled.Length}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{Smuggled}",
        $"POST /holder/nonce HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n{Smuggled}",
        $"POST /holder/nonce HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n{Smuggled}",
        $"POST /holder/nonce HTTP/1.1\r\nHost: x\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n{Smuggled}",
        $"POST /holder/nonce HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nContent-Length: {Smuggled.Length}\r\n\r\n{Smuggled}",
        $"POST /holder/nonce HTTP/1.1\r\nHost: x\r\nContent-Length: 0, {Smuggled.Length}\r\n\r\n{Smuggled}",
        $"POST /holder/nonce HTTP/1.1\r\nHost: x\r\nContent-Length: +0\r\n\r\n{Smuggled}",
        $"POST /holder/nonce HTTP/1.1\nHost: x\nContent-Length: 0\n\n{Smuggled}",
        $"POST /holder/nonce HTTP/1.1\r\nHost: x\r\n Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n{Smuggled}",
        $"POST /holder/nonce HTTP/1.1\r\nHost: x\r\nX-A: b\0\r\nContent-Length: 0\r\n\r\n{Smuggled}",
        $"POST /holder/nonce HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0;a\nb\r\n\r\n{Smuggled}",
        $"POST https://{Border.Shanghai}/registry/310000999999 HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n",
        "POST /holder/nonce HTTP/1.1\r\nHost: x\r\nX-Original-URL: /registry/310000999999\r\nX-Rewrite-URL: /registry/310000999999\r\nX-HTTP-Method-Override: DELETE\r\nContent-Length: 0\r\n\r\n",
        "POST /holder/nonce HTTP/1.1\r\nHost: x\r\nHost: y\r\nContent-Length: 0\r\n\r\n",
        "POST /holder/nonce HTTP/1.1\r\nHost: x\r\nConnection: close, x-federation-caller\r\nx-federation-caller: 110000\r\nContent-Length: 0\r\n\r\n",
        "POST /holder/nonce HTTP/1.1\r\nHost: x\r\nX_Federation_Caller: 110000\r\nUpgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\nContent-Length: 0\r\n\r\n",
    ];

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Passes_on_at_most_the_one_call_that_it_read(string request)
    {
        var before = Border.Issuer.OtherPaths.Count;
        await using var wire = await RawConnection.Open(Border.Gateway);
        // A second, honest request behind it on the same connection: it is answered as itself or not at all.
        var answer = await wire.Say(request + "GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        Assert.DoesNotContain(Border.Issuer.OtherPaths, path => path.Contains("registry", StringComparison.Ordinal));
        Assert.InRange(Border.Issuer.OtherPaths.Count - before, 0, 1);
        Assert.DoesNotContain(Border.Issuer.OtherHeaders, name => name.Equals("x-federation-caller", StringComparison.OrdinalIgnoreCase));
        Assert.StartsWith("HTTP/1.1 ", answer, StringComparison.Ordinal);
    }
}
