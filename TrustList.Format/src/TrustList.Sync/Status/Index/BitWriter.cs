using System.Buffers;
using System.Buffers.Binary;

namespace TrustList.Sync.Status;

/// <summary>Bits into bytes, the lowest bit first.</summary>
internal ref struct BitWriter(ArrayBufferWriter<byte> output)
{
    private readonly ArrayBufferWriter<byte> output = output;
    private ulong pending;
    private int bits;

    /// <summary>Appends up to 32 bits.</summary>
    public void Write(uint value, int count)
    {
        pending |= (ulong)value << bits;
        bits += count;
        if (bits < 32)
            return;
        BinaryPrimitives.WriteUInt32LittleEndian(output.GetSpan(4), (uint)pending);
        output.Advance(4);
        pending >>= 32;
        bits -= 32;
    }

    /// <summary>Appends zeros.</summary>
    public void WriteZeros(int count)
    {
        for (; count > 32; count -= 32)
            Write(0, 32);
        Write(0, count);
    }

    /// <summary>Fills the last byte with zeros.</summary>
    public void Flush()
    {
        for (; bits > 0; bits -= 8, pending >>= 8)
        {
            output.GetSpan(1)[0] = (byte)pending;
            output.Advance(1);
        }
        bits = 0;
    }
}
