using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Federation.Hosting.Limits;

/// <summary>What one connection and one request may cost a host.</summary>
public static class LimitExtensions
{
    /// <summary>The most bytes of a request body where the endpoint does not say otherwise.</summary>
    public const long DefaultBodyBytes = 1 << 20;

    /// <summary>
    /// Sets Kestrel's limits: bodies of <see cref="DefaultBodyBytes"/>, headers of 16 KB within 10 s, at least
    /// 240 bytes a second after 5 s in both directions, 2,000 connections, 100 streams on each.
    /// </summary>
    public static WebApplicationBuilder AddFederationLimits(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            var limits = kestrel.Limits;
            limits.MaxRequestBodySize = DefaultBodyBytes;
            limits.MaxRequestLineSize = 4096;
            limits.MaxRequestHeadersTotalSize = 16 * 1024;
            limits.MaxRequestHeaderCount = 64;
            limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
            limits.MinRequestBodyDataRate = new MinDataRate(240, TimeSpan.FromSeconds(5));
            limits.MinResponseDataRate = new MinDataRate(240, TimeSpan.FromSeconds(5));
            limits.MaxConcurrentConnections = 2_000;
            limits.Http2.MaxStreamsPerConnection = 100;
            limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
            limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(10);
        });
        return builder;
    }

    /// <summary>Sets the most bytes of this endpoint's request body; more is answered by the problem TooLarge (413).</summary>
    public static TBuilder WithBodyLimit<TBuilder>(this TBuilder endpoint, long bytes) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new BodyLimit(bytes));

    private sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
}
