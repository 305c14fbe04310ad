using System.Buffers;

namespace TrustList.Format.Status;

/// <summary>A range coder of 32 bits with carries (SPEC.md §7.9).</summary>
internal sealed class RangeEncoder(ArrayBufferWriter<byte> output)
{
    private const uint Low24 = 1 << 24;
    public const int CodeBytes = 4;
    private ulong low;
    private uint range = uint.MaxValue;
    private byte cache;
    private long pending;
    private bool begun;

    /// <summary>Codes a share of 2^<paramref name="bits"/>.</summary>
    public void Encode(int start, int length, int bits)
    {
        var unit = range >> bits;
        low += (ulong)unit * (uint)start;
        range = unit * (uint)length;
        while (range < Low24)
        {
            range <<= 8;
            ShiftLow();
        }
    }

    /// <summary>Writes the shortest bytes that lie in what is left of the range.</summary>
    public void Finish()
    {
        (low, var written) = Shortest(low, range);
        for (var i = 0; i <= written; i++)
            ShiftLow();
    }

    /// <summary>
    /// The number in the range with the fewest bytes of its last four to write, the others being 0. There is one such
    /// ending, so that equal entries are equal bytes.
    /// </summary>
    public static (ulong Number, int Bytes) Shortest(ulong low, uint range)
    {
        for (var bytes = 0; bytes < CodeBytes; bytes++)
        {
            var mask = (1UL << (8 * (CodeBytes - bytes))) - 1;
            var number = (low + mask) & ~mask;
            if (number < low + range)
                return (number, bytes);
        }
        return (low, CodeBytes);
    }

    private void ShiftLow()
    {
        if (low is < 0xFF00_0000 or > uint.MaxValue)
        {
            var carry = (byte)(low >> 32);
            // What comes before the first byte is no byte: a carry cannot reach it.
            if (begun)
                Write((byte)(cache + carry));
            for (; pending > 0; pending--)
                Write((byte)(0xFF + carry));
            (cache, begun) = ((byte)(low >> 24), true);
        }
        else
        {
            pending++;
        }
        low = (low & 0x00FF_FFFF) << 8;
    }

    private void Write(byte value)
    {
        output.GetSpan(1)[0] = value;
        output.Advance(1);
    }
}
