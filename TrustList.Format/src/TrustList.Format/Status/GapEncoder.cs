using System.Buffers;

namespace TrustList.Format.Status;

/// <summary>Writes entries and their values, ascending, as gaps (SPEC.md §7.9).</summary>
internal sealed class GapEncoder
{
    private readonly ArrayBufferWriter<byte> output = new();
    private readonly RangeEncoder coder;
    private readonly AdaptiveModel? gaps;
    private readonly AdaptiveModel values;
    private readonly int lowBits;
    private readonly int firstValue;
    private long next;

    /// <summary>Begins.</summary>
    /// <param name="blocks">Blocks of the index space.</param>
    /// <param name="count">How many entries will be added.</param>
    /// <param name="firstValue">The lowest value: 1 in a snapshot, 0 in a delta.</param>
    public GapEncoder(int blocks, long count, int firstValue)
    {
        (this.firstValue, coder, values) = (firstValue, new RangeEncoder(output), GapParameters.Values(firstValue));
        Leb128.Write(output, (ulong)blocks);
        Leb128.Write(output, (ulong)count);
        if (count == 0)
            return;
        var entries = StatusSpace.EntryOf(blocks, 0);
        lowBits = GapParameters.LowBits(entries, count);
        gaps = GapParameters.Gaps(entries, count, lowBits);
    }

    /// <summary>Adds the next entry.</summary>
    public void Add(long entry, byte value)
    {
        var gap = entry - next;
        next = entry + 1;
        var bucket = gap >> lowBits;
        for (; bucket >= GapParameters.Escape; bucket -= GapParameters.Escape)
            Symbol(gaps!, GapParameters.Escape);
        Symbol(gaps!, (int)bucket);
        for (var left = lowBits; left > 0;)
        {
            var piece = Math.Min(left, GapParameters.PieceBits);
            left -= piece;
            coder.Encode((int)(gap >> left) & ((1 << piece) - 1), 1, piece);
        }
        Symbol(values, value - firstValue);
    }

    /// <summary>The payload.</summary>
    public byte[] Finish()
    {
        if (gaps is not null)
            coder.Finish();
        return output.WrittenSpan.ToArray();
    }

    private void Symbol(AdaptiveModel model, int symbol)
    {
        var start = model.Starts[symbol];
        coder.Encode(start, model.Starts[symbol + 1] - start, AdaptiveModel.Bits);
        model.Count(symbol);
    }
}
