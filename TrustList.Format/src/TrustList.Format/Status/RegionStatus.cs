using TrustList.Format.Encoding;

namespace TrustList.Format.Status;

/// <summary>
/// A region's whole status state: 4 bits for each entry of its opened blocks, with its state root (SPEC.md §7.7). In
/// memory it takes about 2 bytes for each entry that is not Valid, at most half a byte for each entry. Not thread-safe;
/// copies share what is equal.
/// </summary>
public sealed class RegionStatus
{
    private readonly ChunkTree tree;
    private StatusChunk[] chunks;

    /// <summary>A state with every entry Valid.</summary>
    /// <param name="blocks">Blocks opened, 0 to <see cref="Limits.StatusBlocks"/>.</param>
    public RegionStatus(int blocks)
    {
        (chunks, tree) = ([], new ChunkTree());
        Open(blocks);
    }

    private RegionStatus(RegionStatus other) =>
        (Blocks, chunks, tree) = (other.Blocks, [.. other.chunks], other.tree.Copy());

    /// <summary>Blocks opened.</summary>
    public int Blocks { get; private set; }

    /// <summary>Entries of the opened blocks.</summary>
    public long Entries => StatusSpace.EntryOf(Blocks, 0);

    /// <summary>The raw value of an entry of an opened block.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The entry is in no opened block.</exception>
    public byte Get(long entry) => chunks[ChunkOf(entry)].Get(Position(entry));

    /// <summary>The status of an entry; null in an unopened block, which is an error and never Valid.</summary>
    public StatusValue? StatusOf(long entry) => entry >= 0 && entry < Entries ? StatusValues.FromEntry(Get(entry)) : null;

    /// <summary>Changes an entry of an opened block.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The entry is in no opened block, or the value has more than 4 bits.</exception>
    public void Set(long entry, byte value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, StatusSpace.MaxValue);
        var chunk = ChunkOf(entry);
        if (chunks[chunk].Get(Position(entry)) == value)
            return;
        chunks[chunk] = chunks[chunk].With([new StatusChange(entry, value)]);
        tree.Touch(chunk);
    }

    /// <summary>Opens blocks, all Valid. Blocks are never closed: a smaller number changes nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 0 to <see cref="Limits.StatusBlocks"/>.</exception>
    public void Open(int blocks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(blocks);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(blocks, Limits.StatusBlocks);
        if (blocks <= Blocks)
            return;
        Blocks = blocks;
        Array.Resize(ref chunks, blocks * StatusSpace.ChunksOfBlock);
        tree.Grow(chunks.Length);
    }

    /// <summary>The state root: 32 bytes. Only chunks changed since the last call are hashed.</summary>
    public ReadOnlyMemory<byte> Root() => tree.Root(chunks);

    /// <summary>Opens the delta's blocks and takes over its values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The delta has more blocks than a region may have.</exception>
    public void Apply(StatusDelta delta)
    {
        Open(delta.Blocks);
        var changes = delta.Changes.AsSpan();
        while (!changes.IsEmpty)
        {
            var chunk = ChunkOf(changes[0].Entry);
            var count = 1;
            while (count < changes.Length && changes[count].Entry >> StatusSpace.ChunkBits == chunk)
                count++;
            chunks[chunk] = chunks[chunk].With(changes[..count]);
            tree.Touch(chunk);
            changes = changes[count..];
        }
    }

    /// <summary>An independent copy.</summary>
    public RegionStatus Copy() => new(this);

    /// <summary>Every entry that is not Valid, ascending.</summary>
    public IEnumerable<(long Entry, byte Value)> Exceptions()
    {
        var exceptions = new ushort[StatusSpace.ChunkEntries];
        for (var chunk = 0; chunk < chunks.Length; chunk++)
        {
            var count = chunks[chunk].CopyTo(exceptions);
            for (var i = 0; i < count; i++)
                yield return (((long)chunk << StatusSpace.ChunkBits) + (exceptions[i] >> 4), (byte)(exceptions[i] & 0xF));
        }
    }

    /// <summary>One block as a status list of 4 bits: what a Token Status List says of the same licences (SPEC.md §7.3).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The block is not open.</exception>
    public StatusList ToStatusList(int block)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(block);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(block, Blocks);
        var list = new StatusListBuilder(bits: 4, StatusSpace.BlockEntries);
        Span<ushort> exceptions = stackalloc ushort[StatusSpace.ChunkEntries];
        for (var chunk = 0; chunk < StatusSpace.ChunksOfBlock; chunk++)
        {
            foreach (var exception in exceptions[..chunks[block * StatusSpace.ChunksOfBlock + chunk].CopyTo(exceptions)])
                list[(chunk << StatusSpace.ChunkBits) + (exception >> 4)] = (byte)(exception & 0xF);
        }
        return list.ToList();
    }

    /// <summary>Proves one entry's value against <see cref="Root"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The entry is in no opened block.</exception>
    public ChunkProof Prove(long entry)
    {
        var chunk = ChunkOf(entry);
        return ChunkProof.Write(chunk, chunks[chunk].Leaf(), tree.Path(chunk, chunks));
    }

    /// <summary>How many entries are not Valid.</summary>
    public long CountExceptions()
    {
        var count = 0L;
        foreach (var chunk in chunks)
            count += chunk.Count;
        return count;
    }

    internal int ChunkCount => chunks.Length;

    /// <summary>Copies a chunk's exceptions: <c>position · 16 + value</c>, ascending.</summary>
    /// <param name="chunk">A chunk of an opened block.</param>
    /// <param name="exceptions">Room for <see cref="StatusSpace.ChunkEntries"/>.</param>
    /// <returns>How many there are.</returns>
    public int CopyChunk(int chunk, Span<ushort> exceptions) => chunks[chunk].CopyTo(exceptions);

    /// <summary>Takes a whole chunk: exceptions as <c>position · 16 + value</c>, ascending, each position once, no value 0.</summary>
    /// <exception cref="ArgumentException">The exceptions are not of that form.</exception>
    public void SetChunk(int chunk, ReadOnlySpan<ushort> exceptions)
    {
        var before = -1;
        foreach (var exception in exceptions)
        {
            if (exception >> 4 <= before || (exception & StatusSpace.MaxValue) == 0)
                throw new ArgumentException("exceptions ascend, each once, and none is Valid", nameof(exceptions));
            before = exception >> 4;
        }
        chunks[chunk] = StatusChunk.Of(exceptions);
        tree.Touch(chunk);
    }

    private int ChunkOf(long entry)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(entry);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(entry, Entries);
        return (int)(entry >> StatusSpace.ChunkBits);
    }

    private static int Position(long entry) => StatusSpace.PositionOf(entry);
}
