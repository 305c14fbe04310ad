using System.Buffers.Binary;
using System.Numerics;

namespace TrustList.Sync.Status;

/// <summary>
/// The exceptions of one chunk, read from its bytes. The reader trusts nothing in them: whatever they are, it stays inside
/// the span and comes to an end.
/// </summary>
/// <param name="chunk">The chunk's bytes, with at least <see cref="Padding"/> bytes of anything after <paramref name="length"/>.</param>
/// <param name="length">How many bytes are the chunk's.</param>
/// <param name="width">Bits of a symbol.</param>
internal ref struct ChunkBits(ReadOnlySpan<byte> chunk, int length, int width)
{
    /// <summary>Bytes that must be readable behind a chunk: a reader takes eight at a time.</summary>
    public const int Padding = 8;

    // Eight bytes from a byte that holds the next bit: this many are surely there.
    private const int SureBits = 57;

    private readonly ReadOnlySpan<byte> chunk = chunk;
    private readonly int end = length * 8;
    private readonly int width = width;
    private readonly int k = BinaryPrimitives.ReadUInt16LittleEndian(chunk) & ((1 << IndexForm.KBits) - 1);
    private int bit = IndexForm.ChunkHeadBytes * 8 + (BinaryPrimitives.ReadUInt16LittleEndian(chunk) >> IndexForm.KBits) * width;
    private int read;

    /// <summary>Exceptions there are.</summary>
    public readonly int Count => BinaryPrimitives.ReadUInt16LittleEndian(chunk) >> IndexForm.KBits;

    /// <summary>The position of the exception read last; -1 before the first.</summary>
    public int Position { get; private set; } = -1;

    /// <summary>The symbol of the exception read last.</summary>
    public readonly int Symbol => (int)(Peek(IndexForm.ChunkHeadBytes * 8 + (read - 1) * width) & ((1UL << width) - 1));

    /// <summary>Goes to the next exception; false where there is none, or where the bytes are none of a chunk.</summary>
    public bool Next()
    {
        if (read >= Count || bit >= end)
            return false;
        var word = Peek(bit);
        var quotient = 0;
        while ((word & ((1UL << SureBits) - 1)) == 0)
        {
            (quotient, bit) = (quotient + SureBits, bit + SureBits);
            if (bit >= end)
                return false;
            word = Peek(bit);
        }
        var zeros = BitOperations.TrailingZeroCount(word);
        bit += zeros + 1;
        word = zeros + 1 + k <= SureBits ? word >> (zeros + 1) : bit < end ? Peek(bit) : 0;
        var gap = ((quotient + zeros) << k) | (int)(word & ((1UL << k) - 1));
        bit += k;
        Position += gap + 1;
        read++;
        return Position < IndexForm.ChunkEntries && bit <= end;
    }

    private readonly ulong Peek(int at) => BinaryPrimitives.ReadUInt64LittleEndian(chunk[(at >> 3)..]) >> (at & 7);
}
