namespace TrustList.Format.Status;

/// <summary>
/// Undoes <see cref="GapEncoder"/> over untrusted bytes. Time is bounded by the length of the bytes (no byte holds more
/// than some 1,300 entries), memory is the sink's.
/// </summary>
internal static class GapDecoder
{
    /// <summary>Reads the size alone.</summary>
    public static StatusResult<StatusPayloadSize> Size(ref ReadOnlySpan<byte> payload, int maxBlocks, long maxCount)
    {
        if (payload.Length > Encoding.Limits.StatusPayloadBytes)
            return Fail(StatusFault.TooLarge, $"{payload.Length} bytes, at most {Encoding.Limits.StatusPayloadBytes}");
        if (!Leb128.TryRead(ref payload, out var blocks) || !Leb128.TryRead(ref payload, out var count))
            return Fail(StatusFault.BadPayload, "no numbers of blocks and entries");
        if (blocks > maxBlocks)
            return Fail(StatusFault.TooLarge, $"{blocks} blocks, at most {maxBlocks}");
        if (count > StatusSpace.EntryOf(blocks, 0))
            return Fail(StatusFault.BadPayload, "more entries than the blocks have");
        return count > maxCount
            ? Fail(StatusFault.TooLarge, $"{count} entries, at most {maxCount}")
            : StatusResult<StatusPayloadSize>.Of(new StatusPayloadSize((int)blocks, count));
    }

    /// <summary>Reads the entries after the size.</summary>
    /// <returns>What is wrong; null where nothing is.</returns>
    public static string? Entries<TSink>(ReadOnlySpan<byte> coded, StatusPayloadSize size, int firstValue, TSink sink) where TSink : IStatusSink
    {
        if (size.Count == 0)
            return coded.IsEmpty ? null : "bytes after the end";
        var end = StatusSpace.EntryOf(size.Blocks, 0);
        var lowBits = GapParameters.LowBits(end, size.Count);
        var gaps = GapParameters.Gaps(end, size.Count, lowBits);
        var values = GapParameters.Values(firstValue);
        var decoder = new RangeDecoder(coded);
        var next = 0L;
        for (var left = size.Count; left > 0; left--)
        {
            int symbol;
            while ((symbol = decoder.Symbol(gaps)) == GapParameters.Escape)
            {
                next += (long)GapParameters.Escape << lowBits;
                if (next >= end)
                    return "an entry outside the blocks";
            }
            if (symbol < 0)
                return "no such symbol";
            var low = 0L;
            for (var bits = lowBits; bits > 0;)
            {
                var piece = Math.Min(bits, GapParameters.PieceBits);
                bits -= piece;
                var value = decoder.Raw(piece);
                if (value < 0)
                    return "no such symbol";
                low = low << piece | (uint)value;
            }
            next += ((long)symbol << lowBits) + low;
            var status = decoder.Symbol(values);
            if (status < 0)
                return "no such symbol";
            if (next >= end)
                return "an entry outside the blocks";
            if (decoder.Overrun)
                return "the bytes end too early";
            sink.Add(next++, (byte)(status + firstValue));
        }
        return decoder.EndsHere() ? null : "the bytes do not end where the code ends";
    }

    private static StatusResult<StatusPayloadSize> Fail(StatusFault fault, string detail) => StatusResult<StatusPayloadSize>.Fail(fault, detail);
}
