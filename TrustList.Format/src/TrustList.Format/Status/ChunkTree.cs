using TrustList.Format.Log;

namespace TrustList.Format.Status;

/// <summary>The tree of RFC 6962 over a region's chunks, with every whole subtree's hash kept, so that a change costs one path.</summary>
internal sealed class ChunkTree
{
    private readonly HashSet<int> stale = [];
    // levels[l] holds the hashes of the whole subtrees of 2^l chunks, one after another.
    private List<byte[]> levels = [[]];
    private int size;

    /// <summary>Makes room for more chunks, which are stale until the next refresh.</summary>
    public void Grow(int chunks)
    {
        for (var index = size; index < chunks; index++)
            stale.Add(index);
        size = chunks;
        for (var level = 0; chunks >> level > 0; level++)
        {
            var kept = level < levels.Count ? levels[level] : [];
            Array.Resize(ref kept, (chunks >> level) * MerkleTree.HashBytes);
            if (level < levels.Count)
                levels[level] = kept;
            else
                levels.Add(kept);
        }
    }

    /// <summary>Says that a chunk's hash no longer holds.</summary>
    public void Touch(int chunk) => stale.Add(chunk);

    /// <summary>The root, after hashing what changed.</summary>
    public ReadOnlyMemory<byte> Root(ReadOnlySpan<StatusChunk> chunks)
    {
        Refresh(chunks);
        return size == 0 ? MerkleTree.EmptyRoot : Range(0, size);
    }

    /// <summary>The inclusion proof of one chunk, after hashing what changed.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Path(int chunk, ReadOnlySpan<StatusChunk> chunks)
    {
        Refresh(chunks);
        return [.. MerkleRanges.OfInclusion(chunk, size).Select(range => Range((int)range.Start, (int)range.Length))];
    }

    /// <summary>An independent copy.</summary>
    public ChunkTree Copy()
    {
        var copy = new ChunkTree { size = size, levels = [.. levels.Select(level => (byte[])level.Clone())] };
        copy.stale.UnionWith(stale);
        return copy;
    }

    private void Refresh(ReadOnlySpan<StatusChunk> chunks)
    {
        if (stale.Count == 0)
            return;
        int[] changed = [.. stale.Order()];
        stale.Clear();
        foreach (var chunk in changed)
            chunks[chunk].Hash().Span.CopyTo(At(0, chunk));
        for (var level = 1; size >> level > 0 && changed.Length > 0; level++)
        {
            var whole = size >> level;
            changed = [.. changed.Select(index => index >> 1).Distinct().Where(index => index < whole)];
            foreach (var index in changed)
                MerkleTree.NodeHash(At(level - 1, 2 * index), At(level - 1, 2 * index + 1), At(level, index));
        }
    }

    private Span<byte> At(int level, int index) => levels[level].AsSpan(index * MerkleTree.HashBytes, MerkleTree.HashBytes);

    private ReadOnlyMemory<byte> Range(int start, int length)
    {
        var left = length == 1 ? 1 : (int)MerkleRanges.Split(length);
        if (length == 1 || left * 2 == length)
        {
            var level = int.Log2(length);
            return At(level, start >> level).ToArray();
        }
        return MerkleTree.NodeHash(Range(start, left), Range(start + left, length - left));
    }
}
