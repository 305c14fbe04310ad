using System.Collections.Concurrent;
using Federation.Hosting;
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

    private TestIssuer(WebApplication running, LogLines log) => (app, Log) = (running, log);

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
        var running = builder.Build().MapIssuer();
        await running.StartAsync();
        return new TestIssuer(running, log);
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

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None; // The filters decide.

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue($"{formatter(state, exception)} {exception} {string.Join(' ', state as IEnumerable<KeyValuePair<string, object?>> ?? [])}");

    public void Dispose()
    {
    }
}
