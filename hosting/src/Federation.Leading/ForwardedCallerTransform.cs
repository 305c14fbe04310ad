using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace Federation.Leading;

/// <summary>Names the caller to the leader, and nobody whom the caller names.</summary>
internal sealed class ForwardedCallerTransform : HttpTransformer
{
    public override async ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        proxyRequest.Headers.Host = null;
        proxyRequest.Headers.Remove(ForwardedCaller.Header);
        if (httpContext.Connection.ClientCertificate is { } certificate)
            proxyRequest.Headers.TryAddWithoutValidation(ForwardedCaller.Header, ForwardedCaller.Write(certificate));
        proxyRequest.Headers.TryAddWithoutValidation(ForwardedCaller.HopHeader, "1");
    }
}
