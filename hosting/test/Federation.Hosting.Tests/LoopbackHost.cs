using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Federation.Hosting.Tests;

/// <summary>A real host on a free loopback port, with its log kept for the test to read.</summary>
internal sealed class LoopbackHost : IAsyncDisposable
{
    private LoopbackHost(WebApplication app, RecordedLog log) => (App, Log) = (app, log);

    public WebApplication App { get; }
    public RecordedLog Log { get; }
    public Uri Url => new(App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<LoopbackHost> StartAsync(
        Action<WebApplication> map, Action<ListenOptions>? listen = null, Action<WebApplicationBuilder>? configure = null,
        string[]? args = null, IPAddress? address = null)
    {
        var log = new RecordedLog();
        var builder = FederationHost.CreateBuilder(args ?? []);
        builder.Logging.ClearProviders().AddProvider(log);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(address ?? IPAddress.Loopback, 0, listen ?? (_ => { })));
        configure?.Invoke(builder);
        var app = builder.Build();
        app.UseFederation();
        map(app);
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
        return new LoopbackHost(app, log);
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
    }
}
