namespace TrustList.Format.Log;

/// <summary>
/// A log's tree of one size, read from its tiles (SPEC.md §12.10): roots, proofs and entries. What it returns is as true as
/// the tiles are: a reader of foreign tiles checks root and proofs against a checkpoint. Thread-safe where the reader is.
/// </summary>
/// <param name="size">Leaves. A smaller size than that of the tiles gives the tree as it was.</param>
/// <param name="read">A file by its path below the log's address (<see cref="TilePath"/>), or null where it does not exist.</param>
public sealed class LogTree(long size, Func<string, ReadOnlyMemory<byte>?> read)
{
    /// <summary>Leaves.</summary>
    public long Size => size;

    /// <summary>The root.</summary>
    public LogResult<ReadOnlyMemory<byte>> Root() => RootAt(size);

    /// <summary>The root that the tree had when it was smaller, read from this tree's tiles.</summary>
    public LogResult<ReadOnlyMemory<byte>> RootAt(long smaller)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(smaller);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(smaller, size);
        return smaller == 0 ? LogResult<ReadOnlyMemory<byte>>.Of(MerkleTree.EmptyRoot) : new TileReader(size, read).Range(new(0, smaller));
    }

    /// <summary>The hash of a leaf.</summary>
    public LogResult<ReadOnlyMemory<byte>> LeafHash(long index)
    {
        RequireLeaf(index);
        return new TileReader(size, read).Range(new(index, 1));
    }

    /// <summary>The data of a leaf, whose hash is that in the tile.</summary>
    public LogResult<ReadOnlyMemory<byte>> Entry(long index)
    {
        var hash = LeafHash(index);
        if (!hash.Ok)
            return hash;
        var entries = new TileReader(size, read).Entries(index / TilePath.FullWidth);
        if (!entries.Ok)
            return entries.As<ReadOnlyMemory<byte>>();
        var entry = entries.Value[(int)(index % TilePath.FullWidth)];
        return MerkleTree.LeafHash(entry.Span).Span.SequenceEqual(hash.Value.Span)
            ? LogResult<ReadOnlyMemory<byte>>.Of(entry)
            : LogResult<ReadOnlyMemory<byte>>.Fail(LogFault.WrongData, $"entry {index} is not the leaf");
    }

    /// <summary>The inclusion proof of a leaf in this tree.</summary>
    public LogResult<IReadOnlyList<ReadOnlyMemory<byte>>> InclusionPath(long index)
    {
        RequireLeaf(index);
        return Hashes(MerkleRanges.OfInclusion(index, size));
    }

    /// <summary>The proof that this tree begins with the one of a smaller or the same size.</summary>
    public LogResult<IReadOnlyList<ReadOnlyMemory<byte>>> ConsistencyPath(long smaller)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(smaller);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(smaller, size);
        return Hashes(MerkleRanges.OfConsistency(smaller, size));
    }

    /// <summary>The larger tree, and the files to write for it. Every file of the tree before that it replaces has another name.</summary>
    /// <param name="entries">The data of the new leaves.</param>
    public LogResult<LogGrowth> Append(IReadOnlyList<ReadOnlyMemory<byte>> entries) => TileWriter.Append(size, read, entries);

    private LogResult<IReadOnlyList<ReadOnlyMemory<byte>>> Hashes(IEnumerable<MerkleRange> ranges)
    {
        var reader = new TileReader(size, read);
        var hashes = new List<ReadOnlyMemory<byte>>();
        foreach (var range in ranges)
        {
            var hash = reader.Range(range);
            if (!hash.Ok)
                return hash.As<IReadOnlyList<ReadOnlyMemory<byte>>>();
            hashes.Add(hash.Value);
        }
        return LogResult<IReadOnlyList<ReadOnlyMemory<byte>>>.Of(hashes);
    }

    private void RequireLeaf(long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
    }
}
