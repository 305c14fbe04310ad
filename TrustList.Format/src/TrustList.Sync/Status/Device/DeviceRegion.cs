using TrustList.Format.Status;

namespace TrustList.Sync.Status;

/// <summary>One region of a device's status: its part of the index, what changed since, and the head that both must agree with.</summary>
internal sealed class DeviceRegion
{
    private readonly DeviceIndex index;
    private readonly Lazy<bool> isSigned;

    internal DeviceRegion(DeviceIndex index, VerifiedStatusHead head, ProvenHeads proof, StatusDelta overlay)
    {
        (this.index, Head, Proof, Overlay) = (index, head, proof, overlay);
        isSigned = new Lazy<bool>(() => Expand() is not null);
    }

    public VerifiedStatusHead Head { get; }

    public ProvenHeads Proof { get; }

    public StatusDelta Overlay { get; }

    /// <summary>Whether the region signed what is stored: found out at the first question, a few milliseconds for the largest region.</summary>
    public bool IsSigned => isSigned.Value;

    /// <summary>The raw value; null in an unopened block.</summary>
    public byte? Get(long entry)
    {
        if (entry < 0 || entry >= StatusSpace.EntryOf(Head.Claims.Blocks, 0))
            return null;
        var (low, high) = (0, Overlay.Changes.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            var change = Overlay.Changes[middle];
            if (change.Entry == entry)
                return change.Value;
            (low, high) = change.Entry < entry ? (middle + 1, high) : (low, middle);
        }
        return index.Get(Head.Claims.Region, entry) ?? 0; // A block opened since the index was written.
    }

    /// <summary>The whole state; null where its root is not the one that the region signed.</summary>
    public RegionStatus? Expand()
    {
        var code = Head.Claims.Region;
        if (index.BlocksOf(code) > Head.Claims.Blocks)
            return null;
        var state = new RegionStatus(index.BlocksOf(code));
        var exceptions = new ushort[StatusSpace.ChunkEntries];
        for (var chunk = 0; chunk < state.Blocks * StatusSpace.ChunksOfBlock; chunk++)
            if (index.CopyChunk(code, chunk, exceptions) is > 0 and var count)
            {
                var chunkExceptions = exceptions.AsSpan(0, count);
                if (HasValid(chunkExceptions))
                    return null;
                state.SetChunk(chunk, chunkExceptions);
            }
        state.Apply(Overlay);
        return state.Root().Span.SequenceEqual(Head.Claims.StateRoot.Span) ? state : null;
    }

    // Valid is no exception: an index that lists one was not written by this program.
    private static bool HasValid(ReadOnlySpan<ushort> exceptions)
    {
        foreach (var exception in exceptions)
            if ((exception & StatusSpace.MaxValue) == 0)
                return true;
        return false;
    }
}
