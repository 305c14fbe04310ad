using TrustList.Format.Encoding;

namespace TrustList.Format.Status;

/// <summary>A region's whole state in its coded form (SPEC.md §7.9). It carries no signature: its state root decides.</summary>
public static class StatusSnapshotCodec
{
    private const int FirstValue = 1;

    /// <summary>Codes a state.</summary>
    public static byte[] Encode(RegionStatus state)
    {
        var encoder = new GapEncoder(state.Blocks, state.CountExceptions(), FirstValue);
        Span<ushort> exceptions = stackalloc ushort[StatusSpace.ChunkEntries];
        for (var chunk = 0; chunk < state.ChunkCount; chunk++)
        {
            var start = (long)chunk << StatusSpace.ChunkBits;
            foreach (var exception in exceptions[..state.CopyChunk(chunk, exceptions)])
                encoder.Add(start + (exception >> 4), (byte)(exception & 0xF));
        }
        return encoder.Finish();
    }

    /// <summary>Reads a snapshot into a new state. Faults: TooLarge, BadPayload. Nothing is proved until its root is compared.</summary>
    public static StatusResult<RegionStatus> Decode(ReadOnlyMemory<byte> payload)
    {
        var builder = new StateBuilder();
        var size = Decode(payload, builder);
        return size.Ok
            ? StatusResult<RegionStatus>.Of(builder.Finish())
            : StatusResult<RegionStatus>.Fail(size.Fault, size.Detail);
    }

    /// <summary>Reads a snapshot entry by entry, in constant memory. Faults: TooLarge, BadPayload.</summary>
    /// <param name="payload">The coded form, untrusted.</param>
    /// <param name="sink">Takes the entries.</param>
    public static StatusResult<StatusPayloadSize> Decode<TSink>(ReadOnlyMemory<byte> payload, TSink sink) where TSink : IStatusSink
    {
        var coded = payload.Span;
        var size = GapDecoder.Size(ref coded, Limits.StatusBlocks, long.MaxValue);
        if (!size.Ok)
            return size;
        sink.Begin(size.Value.Blocks, size.Value.Count);
        return GapDecoder.Entries(coded, size.Value, FirstValue, sink) is { } fault
            ? StatusResult<StatusPayloadSize>.Fail(StatusFault.BadPayload, fault)
            : size;
    }

    /// <summary>Gathers a chunk's entries and hands them over whole.</summary>
    private sealed class StateBuilder : IStatusSink
    {
        private readonly ushort[] gathered = new ushort[StatusSpace.ChunkEntries];
        private RegionStatus state = new(0);
        private int chunk;
        private int count;

        public void Begin(int blocks, long exceptions) => state = new RegionStatus(blocks);

        public void Add(long entry, byte value)
        {
            var at = (int)(entry >> StatusSpace.ChunkBits);
            if (at != chunk)
            {
                Flush();
                chunk = at;
            }
            gathered[count++] = (ushort)(StatusSpace.PositionOf(entry) << 4 | value);
        }

        public RegionStatus Finish()
        {
            Flush();
            return state;
        }

        private void Flush()
        {
            if (count > 0)
                state.SetChunk(chunk, gathered.AsSpan(0, count));
            count = 0;
        }
    }
}
