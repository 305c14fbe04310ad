using TrustList.Format.Log;

namespace TrustHub.Transparency;

/// <summary>The issuance batches as they are served: with their place in the log.</summary>
public sealed class LoggedBatches(ILogStore store, EpochLog log, TimeProvider clock)
{
    /// <summary>A region's batch with its proof; null until the epoch that binds it is witnessed.</summary>
    public byte[]? Find(string region, long number)
    {
        if (store.Batch(region, number) is not { Epoch: { } epoch } row || log.ProofOf(epoch, clock.GetUtcNow()) is not { } proof)
            return null;
        var (batch, leaves) = store.Bytes(row.Id);
        var (index, path) = BatchTree.Prove(store.BatchesOf(epoch), row.Id);
        return new LoggedBatch(leaves, new BatchPlace(batch, index, [.. path], proof.Write())).Write();
    }
}
