using System.Net;
using Federation.Hosting.Health;
using Federation.Hosting.Tls;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using RegionNode.Issuer.Callers;
using RegionNode.Issuer.Keys;

namespace RegionNode.Issuer;

/// <summary>The one listener: TLS 1.3, every caller shows a key, HTTP/1.1 and HTTP/2. Who may do what is decided for each request, so that a refusal has words.</summary>
internal static class Listener
{
    internal static void AddListener(this WebApplicationBuilder builder, NodeOptions options, NodeKeys keys)
    {
        var url = new Uri(options.Url);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            void Secure(ListenOptions listen)
            {
                listen.Protocols = HttpProtocols.Http1AndHttp2;
                listen.UsePinnedTls(keys.Tls, ClientCertificateMode.RequireCertificate);
            }
            if (IPAddress.TryParse(url.Host.Trim('[', ']'), out var address))
                kestrel.Listen(address, url.Port, Secure);
            else if (url.IsLoopback)
                kestrel.ListenLocalhost(url.Port, Secure);
            else
                kestrel.ListenAnyIP(url.Port, Secure);
        });
    }

    internal static void MapOpenHealth(this IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup("").For(Caller.Anyone).DisableRateLimiting();
        open.MapFederationHealth();
    }
}
