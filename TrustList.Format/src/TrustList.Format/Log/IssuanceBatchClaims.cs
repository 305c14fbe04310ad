namespace TrustList.Format.Log;

/// <summary>
/// What a region states of one batch of licences (SPEC.md §13.2). It also states how many status indices it gave out
/// with them, which is always the number of leaves: a licence without a leaf would be one too many.
/// </summary>
/// <param name="Region">GB/T 2260 code.</param>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="IssuedAt">When the batch was closed, whole seconds.</param>
/// <param name="Leaves">Licences in it, 1 to <c>Limits.IssuanceBatchLeaves</c>.</param>
/// <param name="Root">The RFC 6962 root over their <see cref="IssuanceLeaf"/> hashes, 32 bytes.</param>
/// <param name="Previous">The hash of the batch before it; 32 zeros for the first.</param>
public sealed record IssuanceBatchClaims(
    string Region, long Number, DateTimeOffset IssuedAt, int Leaves, ReadOnlyMemory<byte> Root, ReadOnlyMemory<byte> Previous)
{
    /// <summary>What stands for the hash of a batch before the first.</summary>
    public static ReadOnlyMemory<byte> NoPrevious { get; } = new byte[MerkleTree.HashBytes];

    /// <summary>The claims of a batch of these leaf hashes.</summary>
    public static IssuanceBatchClaims Of(
        string region, long number, DateTimeOffset issuedAt, IReadOnlyList<ReadOnlyMemory<byte>> leaves, ReadOnlyMemory<byte> previous) =>
        new(region, number, issuedAt, leaves.Count, MerkleTree.Root(leaves), previous);

    /// <summary>Whether these are the batch's leaf hashes, in its order.</summary>
    public bool Covers(IReadOnlyList<ReadOnlyMemory<byte>> leaves) =>
        leaves.Count == Leaves && leaves.All(leaf => leaf.Length == MerkleTree.HashBytes) && MerkleTree.Root(leaves).Span.SequenceEqual(Root.Span);
}
