using TrustList.Format.Log;
using TrustList.Format.Registry;

namespace TrustList.Format.Status;

/// <summary>
/// The tree over the newest heads of all regions that have one (SPEC.md §7.10): leaf data = code (6 ASCII bytes) ‖ head
/// hash, by code ascending. Its root is in the epoch.
/// </summary>
public static class HeadsTree
{
    /// <summary>The root; of no heads, that of the empty tree.</summary>
    /// <exception cref="ArgumentException">Codes that are not ascending, doubled or no region codes, or a hash of another length than 32.</exception>
    public static ReadOnlyMemory<byte> Root(IEnumerable<(string Region, ReadOnlyMemory<byte> Hash)> heads) => MerkleTree.Root(Leaves(heads));

    /// <summary>The proof that the epoch holds this region's head; its index is the region's place in the order.</summary>
    /// <exception cref="ArgumentException">As for <see cref="Root"/>, or no head of the region.</exception>
    public static (int Index, IReadOnlyList<ReadOnlyMemory<byte>> Path) Prove(
        IReadOnlyList<(string Region, ReadOnlyMemory<byte> Hash)> heads, string region)
    {
        for (var index = 0; index < heads.Count; index++)
        {
            if (string.Equals(heads[index].Region, region, StringComparison.Ordinal))
                return (index, MerkleTree.Path(Leaves(heads), index));
        }
        throw new ArgumentException("no head of this region", nameof(region));
    }

    /// <summary>Whether a path proves a region's head against a heads root over this many heads. Never throws.</summary>
    public static bool Verify(
        string region, ReadOnlyMemory<byte> hash, int index, int count, IReadOnlyList<ReadOnlyMemory<byte>> path, ReadOnlyMemory<byte> root) =>
        RegionCode.IsValid(region) && hash.Length == MerkleTree.HashBytes
        && MerkleTree.VerifyInclusion(LeafHash(region, hash), index, count, path, root);

    private static List<ReadOnlyMemory<byte>> Leaves(IEnumerable<(string Region, ReadOnlyMemory<byte> Hash)> heads)
    {
        var leaves = new List<ReadOnlyMemory<byte>>();
        string? before = null;
        foreach (var (region, hash) in heads)
        {
            if (!RegionCode.IsValid(region) || hash.Length != MerkleTree.HashBytes || string.CompareOrdinal(before, region) >= 0)
                throw new ArgumentException("heads by region code ascending, with hashes of 32 bytes", nameof(heads));
            leaves.Add(LeafHash(region, hash));
            before = region;
        }
        return leaves;
    }

    private static ReadOnlyMemory<byte> LeafHash(string region, ReadOnlyMemory<byte> hash) =>
        MerkleTree.LeafHash([.. System.Text.Encoding.ASCII.GetBytes(region), .. hash.Span]);
}
