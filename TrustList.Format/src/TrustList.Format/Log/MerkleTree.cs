using System.Numerics;
using System.Security.Cryptography;

namespace TrustList.Format.Log;

/// <summary>
/// The Merkle tree of RFC 6962 §2.1 and RFC 9162 §2.1 over SHA-256 (SPEC.md §12.1): hashes, roots and proofs. Every hash
/// is 32 bytes. The checks take untrusted arguments and never throw.
/// </summary>
public static class MerkleTree
{
    /// <summary>Bytes of one hash.</summary>
    public const int HashBytes = SHA256.HashSizeInBytes;

    private static readonly byte[] Empty = SHA256.HashData([]);

    /// <summary>The root of a tree without leaves: SHA-256 of nothing.</summary>
    public static ReadOnlyMemory<byte> EmptyRoot => Empty;

    /// <summary>The hash of a leaf: SHA-256(0x00 ‖ data).</summary>
    public static ReadOnlyMemory<byte> LeafHash(ReadOnlySpan<byte> data)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([0x00]);
        hash.AppendData(data);
        return hash.GetHashAndReset();
    }

    /// <summary>The hash of an inner node: SHA-256(0x01 ‖ left ‖ right).</summary>
    public static ReadOnlyMemory<byte> NodeHash(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right)
    {
        var hash = new byte[HashBytes];
        NodeHash(left.Span, right.Span, hash);
        return hash;
    }

    /// <summary>The hash of an inner node into a place that may be that of one of its children.</summary>
    public static void NodeHash(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> into)
    {
        Span<byte> covered = stackalloc byte[1 + 2 * HashBytes];
        covered[0] = 0x01;
        left.CopyTo(covered[1..]);
        right.CopyTo(covered[(1 + HashBytes)..]);
        SHA256.HashData(covered, into);
    }

    /// <summary>The root over these leaf hashes.</summary>
    public static ReadOnlyMemory<byte> Root(IReadOnlyList<ReadOnlyMemory<byte>> leaves) => Root(leaves, 0, leaves.Count);

    /// <summary>The inclusion proof of one leaf (RFC 9162 §2.1.3.1), the leaf's neighbour first.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Path(IReadOnlyList<ReadOnlyMemory<byte>> leaves, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, leaves.Count);
        return [.. MerkleRanges.OfInclusion(index, leaves.Count).Select(range => Root(leaves, (int)range.Start, (int)range.Length))];
    }

    /// <summary>The proof that the first <paramref name="size1"/> leaves of the first <paramref name="size2"/> are a tree of their own (RFC 9162 §2.1.4.1).</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>> ConsistencyPath(IReadOnlyList<ReadOnlyMemory<byte>> leaves, int size1, int size2)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size1, size2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size2, leaves.Count);
        return [.. MerkleRanges.OfConsistency(size1, size2).Select(range => Root(leaves, (int)range.Start, (int)range.Length))];
    }

    /// <summary>Whether the proof shows that the leaf stands at the index of the tree of that size and root (RFC 9162 §2.1.3.2).</summary>
    public static bool VerifyInclusion(
        ReadOnlyMemory<byte> leafHash, long index, long size, IReadOnlyList<ReadOnlyMemory<byte>> path, ReadOnlyMemory<byte> root)
    {
        if (index < 0 || index >= size || !AreHashes(path) || leafHash.Length != HashBytes)
            return false;
        // The first `inner` levels go as the index's bits say; from there the leaf stands on the right border.
        var inner = InnerLevels(index, size);
        if (path.Count != inner + BitOperations.PopCount((ulong)index >> inner))
            return false;
        Span<byte> hash = stackalloc byte[HashBytes];
        leafHash.Span.CopyTo(hash);
        Climb(hash, path, 0, inner, index);
        ClimbBorder(hash, path, inner);
        return hash.SequenceEqual(root.Span);
    }

    /// <summary>
    /// Whether the proof shows that the tree of size 2 begins with the tree of size 1 (RFC 9162 §2.1.4.2). An empty tree is
    /// the beginning of any and needs no proof, but its root must be <see cref="EmptyRoot"/>.
    /// </summary>
    public static bool VerifyConsistency(
        long size1, ReadOnlyMemory<byte> root1, long size2, ReadOnlyMemory<byte> root2, IReadOnlyList<ReadOnlyMemory<byte>> path)
    {
        if (size1 < 0 || size1 > size2 || !AreHashes(path))
            return false;
        if (size1 == size2)
            return path.Count == 0 && root1.Span.SequenceEqual(root2.Span) && (size1 > 0 || IsEmptyRoot(root1));
        if (size1 == 0)
            return path.Count == 0 && IsEmptyRoot(root1) && root2.Length == HashBytes;
        return path.Count > 0 && root1.Length == HashBytes && Consistent(size1, root1, size2, root2, path);
    }

    private static bool Consistent(
        long size1, ReadOnlyMemory<byte> root1, long size2, ReadOnlyMemory<byte> root2, IReadOnlyList<ReadOnlyMemory<byte>> path)
    {
        // The proof starts at the largest whole subtree that ends where tree 1 ends; a power of two is that subtree itself.
        var whole = BitOperations.TrailingZeroCount(size1);
        var inner = InnerLevels(size1 - 1, size2) - whole;
        var isWhole = size1 == 1L << whole;
        var used = isWhole ? 0 : 1;
        var index = (size1 - 1) >> whole;
        if (path.Count != used + inner + BitOperations.PopCount((ulong)index >> inner))
            return false;
        Span<byte> first = stackalloc byte[HashBytes], second = stackalloc byte[HashBytes];
        (isWhole ? root1 : path[0]).Span.CopyTo(first);
        first.CopyTo(second);
        for (var i = 0; i < inner; i++)
        {
            if ((index >> i & 1) == 1)
                NodeHash(path[used + i].Span, first, first);
        }
        ClimbBorder(first, path, used + inner);
        Climb(second, path, used, inner, index);
        ClimbBorder(second, path, used + inner);
        return first.SequenceEqual(root1.Span) && second.SequenceEqual(root2.Span);
    }

    private static int InnerLevels(long index, long size) => 64 - BitOperations.LeadingZeroCount((ulong)(index ^ (size - 1)));

    private static void Climb(Span<byte> hash, IReadOnlyList<ReadOnlyMemory<byte>> path, int from, int levels, long index)
    {
        for (var i = 0; i < levels; i++)
        {
            if ((index >> i & 1) == 0)
                NodeHash(hash, path[from + i].Span, hash);
            else
                NodeHash(path[from + i].Span, hash, hash);
        }
    }

    private static void ClimbBorder(Span<byte> hash, IReadOnlyList<ReadOnlyMemory<byte>> path, int from)
    {
        for (var i = from; i < path.Count; i++)
            NodeHash(path[i].Span, hash, hash);
    }

    private static bool AreHashes(IReadOnlyList<ReadOnlyMemory<byte>> path) => path.Count <= 64 * 2 && path.All(hash => hash.Length == HashBytes);

    private static bool IsEmptyRoot(ReadOnlyMemory<byte> root) => root.Span.SequenceEqual(Empty);

    private static ReadOnlyMemory<byte> Root(IReadOnlyList<ReadOnlyMemory<byte>> leaves, int start, int count)
    {
        switch (count)
        {
            case 0: return Empty;
            case 1: return leaves[start];
            default:
                var left = (int)MerkleRanges.Split(count);
                return NodeHash(Root(leaves, start, left), Root(leaves, start + left, count - left));
        }
    }
}
