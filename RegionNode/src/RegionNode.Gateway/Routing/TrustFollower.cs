using Federation.Hosting.Telemetry;
using TrustList.Format.Verification;
using TrustList.Sync;

namespace RegionNode.Gateway.Routing;

/// <summary>
/// Keeps <see cref="CurrentTrust"/> at the hub's newest list: first what the disk holds, so that a gateway
/// that starts while the hub is down serves at once, then a look at the hub every SyncSeconds for ever.
/// Whatever the hub does, the last good state stays.
/// </summary>
internal sealed partial class TrustFollower(
    CurrentTrust trust, TrustProxyConfig proxy, TrustClient client, TrustStore store, GatewayOptions options, Tracing tracing, TimeProvider clock, ILogger<TrustFollower> logger)
    : BackgroundService
{
    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        var loaded = TrustClient.Load(store, clock.GetUtcNow());
        if (loaded.State is not null) Take(loaded.State);
        trust.Note(new LastSync(clock.GetUtcNow(), loaded.Fault is { } fault ? $"Load{fault}" : "Loaded", loaded.Detail), loaded.SyncedAt);
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // The host must not wait for the hub.
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.SyncSeconds));
        try
        {
            do await Look(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task Look(CancellationToken cancel)
    {
        using var span = tracing.Call("look at the hub");
        var outcome = await client.SyncAsync(cancel);
        // Also without a change: with time alone regions come and go.
        if ((outcome.State ?? trust.Now.State) is { } state) Take(state);
        var now = clock.GetUtcNow();
        var name = outcome.Fault?.ToString() ?? "Ok";
        if (trust.LastSync?.Outcome != name) Looked(logger, name, outcome.Detail, outcome.State?.Versions.Timestamp);
        trust.Note(new LastSync(now, name, outcome.Detail), outcome.Ok ? now : null);
        foreach (var fault in outcome.StatusFaults)
            StatusList(logger, fault.Region, fault.Uri, fault.Transport?.ToString() ?? fault.Refusal?.ToString() ?? "-", fault.Detail);
    }

    private void Take(TrustState state)
    {
        if (trust.Take(state)) proxy.Show(trust.Now.Routes);
    }

    [LoggerMessage(1, LogLevel.Information, "sync {Outcome} {Detail} timestamp={Timestamp}")]
    private static partial void Looked(ILogger logger, string outcome, string detail, long? timestamp);

    [LoggerMessage(2, LogLevel.Debug, "status list of {Region} {Uri}: {Fault} {Detail}")]
    private static partial void StatusList(ILogger logger, string region, string uri, string fault, string detail);
}
