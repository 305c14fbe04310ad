using TrustHub.Transparency;
using TrustList.Format.Status;

namespace TrustHub.Status;

/// <summary>
/// Folds deltas older than the longest rollup window into the bases, once an hour: what stays is the base, its head
/// and all after it.
/// </summary>
public sealed partial class StatusFolding(
    RegionStates states, IStatusStore store, IWitnessedEpochs epochs, TimeProvider clock, ILogger<StatusFolding> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <summary>Folds what is old enough now.</summary>
    /// <exception cref="Exception">Of the store; the same call again goes on.</exception>
    public void Fold()
    {
        if (StatusView.Of(epochs, states, clock.GetUtcNow()) is not { } view)
            return;
        foreach (var (region, shown) in view.Versions)
        {
            var history = states.Find(region)!;
            var version = Math.Min(history.VersionBefore(view.Time - RollupWindow.All[^1].Length), shown);
            if (version <= history.BaseVersion)
                continue;
            var state = history.BaseAt(version);
            store.Fold(new BaseRow(region, version, StatusSnapshotCodec.Encode(state)));
            history.Fold(version, state);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, TimeProvider.System, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested)
                return;
            try
            {
                Fold();
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                FoldingFailed(logger, e.GetType().Name);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Error, "folding old deltas failed: {Type}")]
    private static partial void FoldingFailed(ILogger logger, string type);
}
