using System.Buffers;

namespace TrustList.Format.Status;

/// <summary>Numbers of seven bits a byte, the lowest first, the high bit set on all but the last; shortest form alone.</summary>
internal static class Leb128
{
    private const int MaxBytes = 5;

    public static void Write(IBufferWriter<byte> output, ulong value)
    {
        var bytes = output.GetSpan(10);
        var length = 0;
        for (; value >= 0x80; value >>= 7)
            bytes[length++] = (byte)(value | 0x80);
        bytes[length++] = (byte)value;
        output.Advance(length);
    }

    /// <summary>Reads a number below 2^35 and moves on; false for what no writer writes.</summary>
    public static bool TryRead(ref ReadOnlySpan<byte> input, out long value)
    {
        value = 0;
        for (var at = 0; at < Math.Min(MaxBytes, input.Length); at++)
        {
            value |= (long)(input[at] & 0x7F) << (7 * at);
            if (input[at] >= 0x80)
                continue;
            if (at > 0 && input[at] == 0)
                return false;
            input = input[(at + 1)..];
            return true;
        }
        return false;
    }
}
