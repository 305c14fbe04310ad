using System.Collections.Concurrent;
using Federation.Hosting;
using Federation.Hosting.Tls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Tests.World;

/// <summary>One running issuer: the real host on real TLS, with a clock and (where a test wants faults) a store around the real one.</summary>
internal sealed class TestIssuer : IAsyncDisposable
{
    private readonly WebApplication app;

    private TestIssuer(WebApplication app, LogLines log) => (this.app, Log) = (app, log);

    internal LogLines Log { get; }

    internal Uri Url => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    internal IServiceProvider Services => app.Services;

    internal static async Task<TestIssuer> StartAsync(string[] settings, TimeProvider clock, Func<IDurableStore, IDurableStore>? around = null)
    {
        var builder = FederationHost.CreateBuilder([.. settings, "--Rehearsal:KeysAreTest=true"]);
        builder.AddIssuer();
        var log = new LogLines();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.Replace(ServiceDescriptor.Singleton(clock));
        if (around is not null)
        {
            var real = builder.Services.Single(service => service.ServiceType == typeof(IDurableStore));
            builder.Services.Replace(ServiceDescriptor.Singleton(provider => around((IDurableStore)real.ImplementationFactory!(provider))));
        }
        var app = builder.Build().MapIssuer();
        await app.StartAsync();
        return new TestIssuer(app, log);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}

/// <summary>What was logged.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    internal ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue($"{formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
