using System.Collections.Immutable;
using TrustList.Format.Encoding;

namespace TrustList.Format.Status;

/// <summary>A delta in its coded form (SPEC.md §7.9). It carries no signature: the state root after applying it decides.</summary>
public static class StatusDeltaCodec
{
    private const int FirstValue = 0;
    // What one byte can hold at the very most, so that room follows the bytes and not the claim.
    private const int EntriesOfByte = 2_048;

    /// <summary>Codes a delta.</summary>
    /// <exception cref="ArgumentException">It has more changes than <see cref="Limits.StatusDeltaChanges"/>.</exception>
    public static byte[] Encode(StatusDelta delta)
    {
        if (delta.Changes.Length > Limits.StatusDeltaChanges)
            throw new ArgumentException($"at most {Limits.StatusDeltaChanges} changes", nameof(delta));
        var encoder = new GapEncoder(delta.Blocks, delta.Changes.Length, FirstValue);
        foreach (var change in delta.Changes)
            encoder.Add(change.Entry, change.Value);
        return encoder.Finish();
    }

    /// <summary>Reads a delta. Faults: TooLarge, BadPayload.</summary>
    public static StatusResult<StatusDelta> Decode(ReadOnlyMemory<byte> payload)
    {
        var coded = payload.Span;
        var size = GapDecoder.Size(ref coded, Limits.StatusPackageBlocks, Limits.StatusDeltaChanges);
        if (!size.Ok)
            return StatusResult<StatusDelta>.Fail(size.Fault, size.Detail);
        var sink = new Collector((int)Math.Min(size.Value.Count, (coded.Length + 4L) * EntriesOfByte));
        return GapDecoder.Entries(coded, size.Value, FirstValue, sink) is { } fault
            ? StatusResult<StatusDelta>.Fail(StatusFault.BadPayload, fault)
            : StatusResult<StatusDelta>.Of(new StatusDelta(size.Value.Blocks, sink.Changes.ToImmutable()));
    }

    private sealed class Collector(int room) : IStatusSink
    {
        public ImmutableArray<StatusChange>.Builder Changes { get; } = ImmutableArray.CreateBuilder<StatusChange>(room);

        public void Begin(int blocks, long exceptions)
        {
        }

        public void Add(long entry, byte value) => Changes.Add(new StatusChange(entry, value));
    }
}
