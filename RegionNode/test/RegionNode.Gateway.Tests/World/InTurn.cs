namespace RegionNode.Gateway.Tests.World;

/// <summary>Sends each request to the gateway's instance whose turn it is, with its path as it stands.</summary>
internal sealed class InTurn(GatewayUnderTest gateway, HttpMessageHandler by) : HttpMessageHandler
{
    private static readonly UriCreationOptions AsItStands = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly HttpMessageInvoker _by = new(by);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.RequestUri = new Uri(gateway.Next().GetLeftPart(UriPartial.Authority) + request.RequestUri!.PathAndQuery, AsItStands);
        return _by.SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _by.Dispose();
        base.Dispose(disposing);
    }
}
