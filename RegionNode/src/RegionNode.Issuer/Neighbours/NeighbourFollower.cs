using TrustList.Sync;

namespace RegionNode.Issuer.Neighbours;

/// <summary>
/// Keeps <see cref="NeighbourTrust"/> at the hub's newest list: first what the disk holds, then a look every second that brings
/// something, five where nothing changed. Whatever the hub does, the last good list stays until it expires.
/// </summary>
internal sealed partial class NeighbourFollower(
    NeighbourTrust trust, TrustClient client, TrustStore store, TimeProvider clock, ILogger<NeighbourFollower> logger) : BackgroundService
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(5);
    private string last = "";

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (TrustClient.Load(store, clock.GetUtcNow()).State is { } state)
            trust.Take(state);
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // The host must not wait for the hub.
        while (!stoppingToken.IsCancellationRequested)
        {
            var outcome = await client.SyncAsync(stoppingToken);
            if (outcome.State is { } state)
                trust.Take(state);
            var words = outcome.Ok ? "Ok" : $"{outcome.Fault} {outcome.Detail}".TrimEnd();
            if (last != words)
                Looked(logger, words);
            last = words;
            await Task.Delay(outcome.Changed || trust.Now is null ? Soon : Later, stoppingToken); // Sparing the hub is real time, also in a rehearsal.
        }
    }

    [LoggerMessage(1, LogLevel.Information, "the neighbours' trust list: {Outcome}")]
    private static partial void Looked(ILogger logger, string outcome);
}
