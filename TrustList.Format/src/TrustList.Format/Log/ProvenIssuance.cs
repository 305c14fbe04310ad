namespace TrustList.Format.Log;

/// <summary>
/// What an issuance proof shows. Holding one proves that this licence, with these bytes of its security object, had its leaf
/// in the log by <see cref="LoggedAt"/>. It does not prove that the region made the leaf: a thief may have submitted it
/// earlier, which the region finds when it opens its batches (SPEC.md §13.6).
/// </summary>
/// <param name="Batch">The batch that holds the leaf.</param>
/// <param name="Leaf">The leaf hash, by which a region disowns it.</param>
public sealed record ProvenIssuance(ProvenBatch Batch, ReadOnlyMemory<byte> Leaf)
{
    /// <summary>By when the log held the leaf. Whole seconds.</summary>
    public DateTimeOffset LoggedAt => Batch.LoggedAt;
}
