using TrustList.Format.Transfers;

namespace TrustHub.Transparency;

/// <summary>The transfers of an epoch as they are served: with the epoch's place in the log.</summary>
public sealed class ServedTransfers(ILogStore store, EpochLog log, TimeProvider clock)
{
    /// <summary>All transfers of an epoch with its proof; null where it has none, and until it is witnessed.</summary>
    public byte[]? Find(long epoch)
    {
        var rows = store.TransfersOf(epoch);
        return !rows.IsEmpty && log.ProofOf(epoch, clock.GetUtcNow()) is { } proof
            ? new LoggedTransfers([.. rows.Select(row => row.Signed)], proof.Write()).Write()
            : null;
    }
}
