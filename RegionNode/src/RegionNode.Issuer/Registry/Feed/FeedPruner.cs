using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Registry.Feed;

/// <summary>
/// Forgets settled events of the feed once they are older than the setting says: until then an id counts once. Events that wait
/// for people stay. In short transactions, at the start and once an hour.
/// </summary>
internal sealed partial class FeedPruner(IDurableStore store, RegistryOptions options, TimeProvider clock, ILogger<FeedPruner> logger) : BackgroundService
{
    private const int AtOnce = 1_000;
    private static readonly TimeSpan Look = TimeSpan.FromHours(1); // Real time, also in a rehearsal: the age is the clock's.

    /// <summary>Forgets all that is old enough; how many.</summary>
    internal int Run(CancellationToken cancellation)
    {
        var (all, some) = (0, AtOnce);
        for (; some == AtOnce && !cancellation.IsCancellationRequested; all += some)
            some = store.Write("forget events", db => FeedTables.Forget(db, clock.GetUtcNow().AddDays(-options.FeedMemoryDays), AtOnce));
        return all;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                Run(stoppingToken);
            }
            catch (Exception e)
            {
                Failed(logger, e); // The next look tries again.
            }
            await Task.Delay(Look, stoppingToken);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "cannot forget old events of the feed")]
    private static partial void Failed(ILogger logger, Exception cause);
}
