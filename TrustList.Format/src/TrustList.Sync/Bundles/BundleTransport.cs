using System.Net;
using TrustList.Format.Bundles;

namespace TrustList.Sync;

/// <summary>Serves a bundle's files as a hub would serve them over HTTP, so that the client cannot tell the two apart.</summary>
internal sealed class BundleTransport(TrustBundle bundle) : HttpMessageHandler
{
    /// <summary>The address that stands for the bundle. The name resolves nowhere (RFC 2606 §2).</summary>
    internal static readonly Uri Address = new("http://bundle.invalid/");

    internal static HttpClient CreateHttpClient(TrustBundle bundle) => new(new BundleTransport(bundle)) { Timeout = Timeout.InfiniteTimeSpan };

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(bundle.TryFind(request.RequestUri!.AbsolutePath[1..], out var content)
            ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new ReadOnlyMemoryContent(content) }
            : new HttpResponseMessage(HttpStatusCode.NotFound));
}
