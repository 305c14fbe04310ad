using System.Runtime.CompilerServices;

namespace TrustList.Format.Status;

/// <summary>Undoes <see cref="RangeEncoder"/> over untrusted bytes: never reads or runs far beyond them (SPEC.md §7.9).</summary>
internal ref struct RangeDecoder
{
    private const uint Low24 = 1 << 24;
    private const int CodeBytes = RangeEncoder.CodeBytes;
    private readonly ReadOnlySpan<byte> input;
    private int next;
    private uint code;
    private uint range;

    public RangeDecoder(ReadOnlySpan<byte> input)
    {
        this.input = input;
        range = uint.MaxValue;
        for (var i = 0; i < CodeBytes; i++)
            code = code << 8 | Byte();
    }

    /// <summary>Whether more was read than the bytes and the four that may be left out: what was read since means nothing.</summary>
    public readonly bool Overrun => next > input.Length + CodeBytes;

    /// <summary>Whether the bytes end where the code ends, as the encoder ends them.</summary>
    public readonly bool EndsHere()
    {
        var begin = next - CodeBytes;
        var written = input.Length - begin;
        if (written is < 0 or > CodeBytes)
            return false;
        var window = 0u;
        for (var at = begin; at < next; at++)
            window = window << 8 | (at < input.Length ? input[at] : 0u);
        // The code is what the window exceeds the encoder's low end by.
        var (number, bytes) = RangeEncoder.Shortest(window - code, range);
        return bytes == written && (uint)number == window;
    }

    /// <summary>The next symbol of a model, which counts it; -1 where no encoder writes such bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Symbol(AdaptiveModel model)
    {
        var unit = range >> AdaptiveModel.Bits;
        var share = code / unit;
        if (share >= 1 << AdaptiveModel.Bits)
            return -1;
        var symbol = model.Find(share, out var start, out var end);
        code -= unit * start;
        range = unit * (end - start);
        Refill();
        model.Count(symbol);
        return symbol;
    }

    /// <summary>So many bits, each as likely 0 as 1; -1 where no encoder writes such bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Raw(int bits)
    {
        var unit = range >> bits;
        var value = code / unit;
        if (value >= 1u << bits)
            return -1;
        code -= unit * value;
        range = unit;
        Refill();
        return (int)value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Refill()
    {
        while (range < Low24)
        {
            code = code << 8 | Byte();
            range <<= 8;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Byte() => next < input.Length ? input[next++] : Beyond();

    private uint Beyond()
    {
        next++;
        return 0;
    }
}
