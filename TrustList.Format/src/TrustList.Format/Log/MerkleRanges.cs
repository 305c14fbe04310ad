using System.Numerics;

namespace TrustList.Format.Log;

/// <summary>The leaves that one hash of a proof covers.</summary>
internal readonly record struct MerkleRange(long Start, long Length);

/// <summary>Which ranges of leaves the hashes of a proof cover, in the proof's order (RFC 9162 §2.1.3.1, §2.1.4.1).</summary>
internal static class MerkleRanges
{
    /// <summary>The leaves of a tree's left side: the largest power of two below its size.</summary>
    public static long Split(long size) => 1L << (63 - BitOperations.LeadingZeroCount((ulong)(size - 1)));

    public static IEnumerable<MerkleRange> OfInclusion(long index, long size)
    {
        var (ranges, start) = (new List<MerkleRange>(), 0L);
        while (size > 1)
        {
            var left = Split(size);
            if (index < left)
            {
                ranges.Add(new MerkleRange(start + left, size - left));
                size = left;
            }
            else
            {
                ranges.Add(new MerkleRange(start, left));
                (start, index, size) = (start + left, index - left, size - left);
            }
        }
        return Enumerable.Reverse(ranges);
    }

    public static IEnumerable<MerkleRange> OfConsistency(long size1, long size2)
    {
        if (size1 == 0 || size1 == size2)
            return [];
        var (ranges, start, isRoot) = (new List<MerkleRange>(), 0L, true);
        while (size1 < size2)
        {
            var left = Split(size2);
            if (size1 <= left)
            {
                ranges.Add(new MerkleRange(start + left, size2 - left));
                size2 = left;
            }
            else
            {
                ranges.Add(new MerkleRange(start, left));
                (start, size1, size2, isRoot) = (start + left, size1 - left, size2 - left, false);
            }
        }
        // The subtree where both end: tree 1 itself needs no hash, the verifier knows its root.
        if (!isRoot)
            ranges.Add(new MerkleRange(start, size2));
        return Enumerable.Reverse(ranges);
    }
}
