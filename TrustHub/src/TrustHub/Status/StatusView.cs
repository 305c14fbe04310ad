using TrustHub.Transparency;

namespace TrustHub.Status;

/// <summary>Of which heads packages speak: those of the newest witnessed epoch; where policy names no log, the newest admitted.</summary>
/// <param name="Key">Another one for every other content.</param>
/// <param name="Epoch">The epoch; null without a log.</param>
/// <param name="Time">When the epoch was made; without a log, now.</param>
/// <param name="Proof">The log proof; empty without a log.</param>
/// <param name="Versions">The version of every region's head, by code.</param>
public sealed record StatusView(
    long Key, long? Epoch, DateTimeOffset Time, ReadOnlyMemory<byte> Proof, IReadOnlyList<(string Region, long Version)> Versions)
{
    /// <summary>What can be shown now; null while a log has no witnessed epoch.</summary>
    public static StatusView? Of(IWitnessedEpochs epochs, RegionStates states, DateTimeOffset now)
    {
        if (epochs.IsLogged)
        {
            return epochs.Newest is { } epoch
                ? new StatusView(epoch.Number, epoch.Number, epoch.Time, epoch.Proof, [.. epoch.Heads.Select(head => (head.Key, head.Value))])
                : null;
        }
        return new StatusView(-1 - states.Admitted, null, now, ReadOnlyMemory<byte>.Empty, [.. states.Newest().Select(head => (head.Region, head.Version))]);
    }
}
