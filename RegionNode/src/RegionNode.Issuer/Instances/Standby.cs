using Federation.Hosting;
using Federation.Hosting.Options;
using Federation.Hosting.Problems;
using Federation.Hosting.Storage;
using Federation.Hosting.Tls;
using Federation.Leading;
using RegionNode.Issuer.Callers;
using RegionNode.Issuer.Keys;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Instances;

/// <summary>An issuer that does not lead: the same listener and key, health of its own, and everything else forwarded.</summary>
internal sealed partial class Standby : IAsyncDisposable
{
    private readonly WebApplication app;

    private Standby(WebApplication app) => this.app = app;

    internal IServiceProvider Services => app.Services;

    /// <summary>Makes one.</summary>
    /// <exception cref="StartRefusedException">A setting is wrong.</exception>
    internal static Standby Build(string[] args)
    {
        var builder = FederationHost.CreateBuilder(args, IssuerSettings.All);
        var options = builder.Configuration.ReadOptions<NodeOptions>(NodeOptions.Section);
        var testKeys = builder.Configuration.GetValue(KeyFiles.TestSetting, defaultValue: false);
        var keys = NodeKeys.Open(options.DataDir, testKeys);
        var place = new DatabasePlace(options.DataDir, testKeys, options.Database, options.DatabasePasswordFile);
        var lease = TimeSpan.FromMilliseconds(options.LeaseMilliseconds);
        builder.AddListener(options, keys);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null); // Each is the leader's to bound.
        builder.AddTlsKey(keys.Tls);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.Services.AddSingleton(options).AddSingleton(place).AddSingleton<IPublishedPins, StandbyPins>()
            .AddSingleton(new Leadership(Standing.Unknown))
            .AddSingleton(_ => new LeaderSeat(PostgresPlace.Of(options.Database, options.DatabasePasswordFile), lease))
            .AddSingleton(provider => ActivatorUtilities.CreateInstance<Candidate>(provider, options.Instance, lease))
            .AddHttpForwarder().AddSingleton<LeaderForwarding>()
            .AddHealthChecks().AddCheck<LeadingHealth>("leading");
        var app = builder.Build();
        app.UseFederationProblems();
        app.UseRouting();
        app.MapOpenHealth();
        var forwarding = app.Services.GetRequiredService<LeaderForwarding>();
        app.Map("/{**path}", (HttpContext context) => forwarding.InvokeAsync(context, _ => Task.CompletedTask, isPinned: true)).For(Caller.Anyone);
        return new Standby(app);
    }

    /// <summary>Begins to listen.</summary>
    internal Task StartAsync() => app.StartAsync();

    /// <summary>Waits for the seat; null when the program is to stop.</summary>
    internal Task<HeldSeat?> TakeSeatAsync()
    {
        var options = Services.GetRequiredService<NodeOptions>();
        var address = new LeaderAddress(null, new Uri(options.AdvertisedUrl.Length > 0 ? options.AdvertisedUrl : options.Url));
        return Services.GetRequiredService<Candidate>().TakeAsync(address, app.Lifetime.ApplicationStopping);
    }

    /// <summary>Ends what it forwards, and listens no more.</summary>
    internal Task StopAsync() => app.StopAsync();

    /// <summary>Says why this instance has the seat and does not lead.</summary>
    internal void NotOpened(long term, string why) => NotOpened(Services.GetRequiredService<ILogger<Standby>>(), term, why);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => app.DisposeAsync();

    [LoggerMessage(1, LogLevel.Error, "term {Term} is not led: {Why}")]
    private static partial void NotOpened(ILogger logger, long term, string why);
}
