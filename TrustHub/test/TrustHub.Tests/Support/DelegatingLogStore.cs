using System.Collections.Immutable;
using TrustHub.Transparency;

namespace TrustHub.Tests.Support;

/// <summary>The log's store around the real one; a test overrides where the fault is.</summary>
public abstract class DelegatingLogStore(ILogStore inner) : ILogStore
{
    /// <summary>Runs each write; a fault happens here.</summary>
    protected abstract T Write<T>(Func<T> write);

    public EpochRow? NewestEpoch() => inner.NewestEpoch();

    public EpochRow? Epoch(long number) => inner.Epoch(number);

    public IEnumerable<EpochRow> Epochs(long from) => inner.Epochs(from);

    public ImmutableArray<EpochHead> Heads(long number) => inner.Heads(number);

    public ImmutableArray<EpochHead> ChangedHeads(long number) => inner.ChangedHeads(number);

    public void Append(NewEpoch epoch) => Write(() => Done(() => inner.Append(epoch)));

    public CheckpointRow? NewestCheckpoint() => inner.NewestCheckpoint();

    public CheckpointRow? Checkpoint(long size) => inner.Checkpoint(size);

    public IEnumerable<CheckpointRow> Checkpoints(long after) => inner.Checkpoints(after);

    public void Record(CheckpointRow checkpoint) => Write(() => Done(() => inner.Record(checkpoint)));

    public ImmutableArray<CosignatureRow> Cosignatures(long size) => inner.Cosignatures(size);

    public ImmutableArray<long> CosignedSizes(long after, int atLeast, int limit) => inner.CosignedSizes(after, atLeast, limit);

    public ImmutableArray<long> NewestCosignedSizes(int atLeast, int limit) => inner.NewestCosignedSizes(atLeast, limit);

    public void Record(CosignatureRow cosignature) => Write(() => Done(() => inner.Record(cosignature)));

    public ImmutableArray<BatchRow> WaitingBatches(int limit) => inner.WaitingBatches(limit);

    public ImmutableArray<BatchRow> BatchesOf(long epoch) => inner.BatchesOf(epoch);

    public ImmutableArray<BatchRow> NewestBatches(int limit) => inner.NewestBatches(limit);

    public IEnumerable<BatchRow> BatchesAfter(long id) => inner.BatchesAfter(id);

    public BatchRow? NewestBatch(string region) => inner.NewestBatch(region);

    public BatchRow? Batch(string region, long number) => inner.Batch(region, number);

    public BatchRow? FindBatch(string submissionId) => inner.FindBatch(submissionId);

    public long LoggedBatch(string region, long epoch) => inner.LoggedBatch(region, epoch);

    public BatchBytes Bytes(long batchId) => inner.Bytes(batchId);

    public BatchRow Append(NewBatch batch) => Write(() => inner.Append(batch));

    public ImmutableArray<TransferRow> WaitingTransfers(DateTimeOffset at, int limit) => inner.WaitingTransfers(at, limit);

    public ImmutableArray<TransferRow> TransfersOf(long epoch) => inner.TransfersOf(epoch);

    public IEnumerable<TransferRow> TransfersAfter(long id) => inner.TransfersAfter(id);

    public TransferRow? Transfer(ReadOnlyMemory<byte> hash) => inner.Transfer(hash);

    public TransferRow? FindTransfer(string submissionId) => inner.FindTransfer(submissionId);

    public TransferRow? Spending(string from, long entry, DateTimeOffset at) => inner.Spending(from, entry, at);

    public TransferRow Append(NewTransfer transfer) => Write(() => inner.Append(transfer));

    private static bool Done(Action act)
    {
        act();
        return true;
    }
}
