using System.Buffers;
using System.Buffers.Binary;

namespace TrustList.Sync.Status;

/// <summary>Writes the exceptions of one chunk with the k that makes it shortest.</summary>
internal static class ChunkWriter
{
    /// <summary>Appends a chunk; nothing for one without exceptions.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="exceptions">Each <c>position * 16 + value</c>, ascending.</param>
    /// <param name="symbolOf">The symbol of each value.</param>
    /// <param name="width">Bits of a symbol.</param>
    public static void Write(ArrayBufferWriter<byte> output, ReadOnlySpan<ushort> exceptions, ReadOnlySpan<byte> symbolOf, int width)
    {
        if (exceptions.IsEmpty)
            return;
        var k = BestK(exceptions);
        BinaryPrimitives.WriteUInt16LittleEndian(output.GetSpan(IndexForm.ChunkHeadBytes), (ushort)((exceptions.Length << IndexForm.KBits) | k));
        output.Advance(IndexForm.ChunkHeadBytes);
        var bits = new BitWriter(output);
        foreach (var exception in exceptions)
            bits.Write(symbolOf[exception & 0xF], width);
        var next = 0;
        foreach (var exception in exceptions)
        {
            var gap = (exception >> 4) - next;
            bits.WriteZeros(gap >> k);
            bits.Write(1, 1);
            bits.Write((uint)gap & ((1U << k) - 1), k);
            next = (exception >> 4) + 1;
        }
        bits.Flush();
    }

    private static int BestK(ReadOnlySpan<ushort> exceptions)
    {
        Span<int> cost = stackalloc int[1 << IndexForm.KBits];
        var next = 0;
        foreach (var exception in exceptions)
        {
            var gap = (exception >> 4) - next;
            for (var k = 0; k < cost.Length; k++)
                cost[k] += (gap >> k) + 1 + k;
            next = (exception >> 4) + 1;
        }
        var best = 0;
        for (var k = 1; k < cost.Length; k++)
            if (cost[k] < cost[best])
                best = k;
        return best;
    }
}
