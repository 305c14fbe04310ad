namespace TrustHub.Transparency;

/// <summary>An epoch in the log.</summary>
/// <param name="Number">Its number, from 0, without gaps: the leaf index.</param>
/// <param name="Leaf">The leaf data (SPEC.md §12.2).</param>
/// <param name="At">When it was recorded, by the hub's clock.</param>
public sealed record EpochRow(long Number, ReadOnlyMemory<byte> Leaf, DateTimeOffset At);

/// <summary>A region's head as an epoch binds it.</summary>
/// <param name="Region">The region, six digits.</param>
/// <param name="Version">The head's version.</param>
/// <param name="Hash">SHA-256 of the head's payload.</param>
public sealed record EpochHead(string Region, long Version, ReadOnlyMemory<byte> Hash);

/// <summary>What <see cref="ILogStore.Append(NewEpoch)"/> records in one transaction.</summary>
/// <param name="Epoch">The epoch; its number follows the newest.</param>
/// <param name="Changed">The heads that are not those of the epoch before.</param>
/// <param name="Batches">The ids of the issuance batches that are new in it, in their order.</param>
/// <param name="Transfers">The ids of the transfers that are new in it, in their order.</param>
public sealed record NewEpoch(EpochRow Epoch, IReadOnlyList<EpochHead> Changed, IReadOnlyList<long> Batches, IReadOnlyList<long> Transfers);

/// <summary>A checkpoint that the log's key signed, recorded before anyone saw it.</summary>
/// <param name="Size">Leaves.</param>
/// <param name="Note">The note with the log's one line.</param>
/// <param name="At">When it was signed, by the hub's clock.</param>
public sealed record CheckpointRow(long Size, ReadOnlyMemory<byte> Note, DateTimeOffset At);

/// <summary>A cosignature that verified when it came.</summary>
/// <param name="Size">The checkpoint's size.</param>
/// <param name="Witness">The witness's name.</param>
/// <param name="Line">The signature line.</param>
/// <param name="At">When it came, by the hub's clock; the line holds the witness's own time.</param>
public sealed record CosignatureRow(long Size, string Witness, string Line, DateTimeOffset At);

/// <summary>An issuance batch that was admitted, without its bytes.</summary>
/// <param name="Id">The hub's order, from 1.</param>
/// <param name="Region">The region, six digits.</param>
/// <param name="Number">The region's number, from 1, without gaps.</param>
/// <param name="Hash">SHA-256 of the batch's payload.</param>
/// <param name="Sha256">SHA-256 of the batch as it came, lower-case hex: what the receipt names.</param>
/// <param name="At">When it was admitted, whole seconds.</param>
/// <param name="SubmissionId">The caller's name for the submission.</param>
/// <param name="Caller">The pin of the TLS key that brought it.</param>
/// <param name="Epoch">The epoch that binds it; null while it waits.</param>
public sealed record BatchRow(
    long Id, string Region, long Number, ReadOnlyMemory<byte> Hash, string Sha256, DateTimeOffset At, string SubmissionId, string Caller, long? Epoch);

/// <summary>The bytes of a batch.</summary>
/// <param name="Batch">As the region signed it.</param>
/// <param name="Leaves">The leaf hashes in order, 32 bytes each.</param>
public sealed record BatchBytes(ReadOnlyMemory<byte> Batch, ReadOnlyMemory<byte> Leaves);

/// <summary>What <see cref="ILogStore.Append(NewBatch)"/> records.</summary>
/// <param name="Region">The region, six digits.</param>
/// <param name="Number">The region's number.</param>
/// <param name="Hash">SHA-256 of the batch's payload.</param>
/// <param name="Bytes">The batch and its leaves.</param>
/// <param name="At">When, whole seconds.</param>
/// <param name="SubmissionId">The caller's name for the submission.</param>
/// <param name="Caller">The pin of the TLS key that brought it.</param>
public sealed record NewBatch(
    string Region, long Number, ReadOnlyMemory<byte> Hash, BatchBytes Bytes, DateTimeOffset At, string SubmissionId, string Caller);
