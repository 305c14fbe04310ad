using System.IO.Compression;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Standins.Tests.Rpc;

/// <summary>The real Grpc.AspNetCore.Server on Kestrel, on a free loopback port.</summary>
internal sealed class EchoServer : IAsyncDisposable
{
    private readonly WebApplication application;

    private EchoServer(WebApplication application, EchoEvents events)
    {
        this.application = application;
        Events = events;
        Address = new Uri(application.Urls.Single());
    }

    internal EchoEvents Events { get; }

    internal Uri Address { get; }

    internal string HostAndPort => Address.Authority;

    /// <summary>Starts over h2c, or over TLS where a certificate is given.</summary>
    internal static async Task<EchoServer> StartAsync(
        X509Certificate2? certificate = null, Action<GrpcServiceOptions>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        }));
        var events = new EchoEvents();
        builder.Services.AddSingleton(events);
        builder.Services.AddGrpc(options =>
        {
            options.ResponseCompressionLevel = CompressionLevel.Fastest;
            configure?.Invoke(options);
        });
        var built = builder.Build();
        built.MapGrpcService<EchoService>();
        await built.StartAsync();
        return new EchoServer(built, events);
    }

    public async ValueTask DisposeAsync()
    {
        await application.StopAsync();
        await application.DisposeAsync();
    }
}
