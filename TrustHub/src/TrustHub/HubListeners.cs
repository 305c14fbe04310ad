using Federation.Hosting;
using Federation.Hosting.Options;
using Federation.Hosting.Tls;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using TrustHub.Publishing;

namespace TrustHub;

/// <summary>
/// The two listeners: the public one speaks HTTP/1.1 and serves files; the one for nodes speaks HTTP/2 in mutual TLS
/// and takes submissions. Neither answers for the other.
/// </summary>
public static class HubListeners
{
    /// <summary>Marks a connection that came in by the nodes' listener.</summary>
    private sealed class ByNodeListener;

    /// <summary>Opens both listeners at the addresses of the settings.</summary>
    /// <exception cref="StartRefusedException">A setting is wrong or the TLS key is missing.</exception>
    public static void AddHubListeners(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.ReadOptions<HubOptions>(HubOptions.Section);
        var keyFile = KeyFolder.Find(options.DataDir, KeyFolder.Tls) is [var file, ..]
            ? file
            : throw new StartRefusedException($"{KeyFolder.Of(options.DataDir)} holds no TLS key: make the keys with 'TrustHub incept --data {options.DataDir}'");
        var key = TlsKey.Open(keyFile);
        builder.AddTlsKey(key);
        builder.Services.AddSingleton<IPublishedPins, PublishedHubPins>();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(HubOptions.EndPointOf(options.PublicUrl, Uri.UriSchemeHttp)!, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Listen(HubOptions.EndPointOf(options.NodeUrl, Uri.UriSchemeHttps)!, listen =>
            {
                listen.Protocols = HttpProtocols.Http2;
                listen.UsePinnedTls(key, ClientCertificateMode.RequireCertificate);
                listen.Use(next => connection =>
                {
                    connection.Features.Set(new ByNodeListener());
                    return next(connection);
                });
            });
        });
    }

    /// <summary>Answers 404 where a request for one interface came in by the other's listener.</summary>
    public static void UseListenerSeparation(this WebApplication app)
    {
        app.UseRouting();
        app.Use((context, next) =>
        {
            var forNodes = context.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>() is not null;
            if (context.GetEndpoint() is null || forNodes == context.Features.Get<ByNodeListener>() is not null)
                return next(context);
            context.SetEndpoint(null);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
    }
}
