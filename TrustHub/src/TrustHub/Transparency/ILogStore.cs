using System.Collections.Immutable;

namespace TrustHub.Transparency;

/// <summary>
/// The log's tables in the database: trusted to keep what was committed. Each writing call is one transaction, and one
/// that fails may still have happened: the caller reads again before it goes on.
/// </summary>
public interface ILogStore
{
    /// <summary>The newest epoch; null before the first.</summary>
    EpochRow? NewestEpoch();

    /// <summary>One epoch; null when it is not there.</summary>
    EpochRow? Epoch(long number);

    /// <summary>The epochs from a number on, in order.</summary>
    IEnumerable<EpochRow> Epochs(long from);

    /// <summary>Every region's head as of an epoch, by region code.</summary>
    ImmutableArray<EpochHead> Heads(long number);

    /// <summary>The heads that one epoch changed, by region code; for fsck.</summary>
    ImmutableArray<EpochHead> ChangedHeads(long number);

    /// <summary>Records an epoch with what it binds.</summary>
    void Append(NewEpoch epoch);

    /// <summary>The newest checkpoint; null before the first.</summary>
    CheckpointRow? NewestCheckpoint();

    /// <summary>The checkpoint of a size; null when none was signed.</summary>
    CheckpointRow? Checkpoint(long size);

    /// <summary>The checkpoints of more than so many leaves, in order.</summary>
    IEnumerable<CheckpointRow> Checkpoints(long after);

    /// <summary>Records a checkpoint before it is shown.</summary>
    void Record(CheckpointRow checkpoint);

    /// <summary>The cosignatures of a checkpoint, in the order they came.</summary>
    ImmutableArray<CosignatureRow> Cosignatures(long size);

    /// <summary>Sizes above <paramref name="after"/> with at least so many cosignatures, ascending, at most <paramref name="limit"/>.</summary>
    ImmutableArray<long> CosignedSizes(long after, int atLeast, int limit);

    /// <summary>The largest sizes with at least so many cosignatures, descending, at most <paramref name="limit"/>.</summary>
    ImmutableArray<long> NewestCosignedSizes(int atLeast, int limit);

    /// <summary>Records a cosignature; the first of a witness under a checkpoint stays.</summary>
    void Record(CosignatureRow cosignature);

    /// <summary>Batches that no epoch binds yet, in their order.</summary>
    ImmutableArray<BatchRow> WaitingBatches(int limit);

    /// <summary>The batches that are new in an epoch, in their order.</summary>
    ImmutableArray<BatchRow> BatchesOf(long epoch);

    /// <summary>The newest <paramref name="limit"/> batches, newest first; for the operator.</summary>
    ImmutableArray<BatchRow> NewestBatches(int limit);

    /// <summary>The batches after an id, in order; for fsck.</summary>
    IEnumerable<BatchRow> BatchesAfter(long id);

    /// <summary>A region's newest batch; null before its first.</summary>
    BatchRow? NewestBatch(string region);

    /// <summary>A region's batch of a number; null when it is not there.</summary>
    BatchRow? Batch(string region, long number);

    /// <summary>The batch of a submission; null when none was admitted under this id.</summary>
    BatchRow? FindBatch(string submissionId);

    /// <summary>The number of a region's newest batch that epochs up to this one bind; 0 when none does.</summary>
    long LoggedBatch(string region, long epoch);

    /// <summary>A batch's bytes.</summary>
    BatchBytes Bytes(long batchId);

    /// <summary>Records a batch.</summary>
    BatchRow Append(NewBatch batch);

    /// <summary>Transfers that no epoch binds yet and whose deadline is not before the instant, in their order.</summary>
    ImmutableArray<TransferRow> WaitingTransfers(DateTimeOffset at, int limit);

    /// <summary>The transfers that are new in an epoch, in their order.</summary>
    ImmutableArray<TransferRow> TransfersOf(long epoch);

    /// <summary>The transfers after an id, in order; for fsck.</summary>
    IEnumerable<TransferRow> TransfersAfter(long id);

    /// <summary>The transfer whose record has this hash; null when it is not there.</summary>
    TransferRow? Transfer(ReadOnlyMemory<byte> hash);

    /// <summary>The transfer of a submission; null when none was admitted under this id.</summary>
    TransferRow? FindTransfer(string submissionId);

    /// <summary>A transfer of this licence that is in an epoch or may still come into one at the instant; null when there is none.</summary>
    TransferRow? Spending(string from, long entry, DateTimeOffset at);

    /// <summary>Records a transfer.</summary>
    TransferRow Append(NewTransfer transfer);
}
