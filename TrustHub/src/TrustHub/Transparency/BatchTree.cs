using System.Collections.Immutable;
using TrustList.Format.Log;

namespace TrustHub.Transparency;

/// <summary>The tree over the issuance batches that are new in one epoch: leaf data = batch hash, in the hub's order (SPEC.md §12.2).</summary>
internal static class BatchTree
{
    /// <summary>The root; the empty one where there is none.</summary>
    public static ReadOnlyMemory<byte> Root(ImmutableArray<BatchRow> batches) => MerkleTree.Root(Leaves(batches));

    /// <summary>The place of a batch and its path.</summary>
    public static (int Index, IReadOnlyList<ReadOnlyMemory<byte>> Path) Prove(ImmutableArray<BatchRow> batches, long id)
    {
        var index = batches.Select(batch => batch.Id).ToList().IndexOf(id);
        return (index, MerkleTree.Path(Leaves(batches), index));
    }

    private static List<ReadOnlyMemory<byte>> Leaves(ImmutableArray<BatchRow> batches) => [.. batches.Select(batch => MerkleTree.LeafHash(batch.Hash.Span))];
}
