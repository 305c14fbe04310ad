namespace TrustList.Sync.Status;

/// <summary>
/// The bytes of a device index, a file of this machine alone (decision 0018). All numbers are little-endian, bits from the
/// lowest up:
/// <code>
/// "fed-idx1"  regions u32  chunks u32
/// regions x   code 6 bytes, blocks u16, width u8, symbols 15 bytes
/// chunks+1 x  u32: where the chunk begins among the chunk bytes; an empty chunk ends where it begins
/// chunk bytes u16 (exceptions * 8 + k), then width bits for each exception's symbol, then its gap: q zeros, a one, k bits
/// SHA-256 of all that is before it
/// </code>
/// A gap is the number of Valid entries since the exception before (or the chunk's first entry), q * 2^k + the k bits.
/// </summary>
internal static class IndexForm
{
    /// <summary>What stands first.</summary>
    public static ReadOnlySpan<byte> Magic => "fed-idx1"u8;

    /// <summary>Magic and two numbers.</summary>
    public const int HeadBytes = 16;

    /// <summary>One region's record.</summary>
    public const int RegionBytes = 24;

    /// <summary>Symbols that a record has room for: every value but Valid.</summary>
    public const int Symbols = 15;

    /// <summary>One place of a chunk.</summary>
    public const int PlaceBytes = 4;

    /// <summary>The checksum.</summary>
    public const int HashBytes = 32;

    /// <summary>Entries of a chunk.</summary>
    public const int ChunkEntries = 1 << ChunkBits;

    /// <summary>log2 of that.</summary>
    public const int ChunkBits = 12;

    /// <summary>Chunks of a block.</summary>
    public const int ChunksOfBlock = 256;

    /// <summary>The count and k.</summary>
    public const int ChunkHeadBytes = 2;

    /// <summary>Bits of k in a chunk's head.</summary>
    public const int KBits = 3;

    /// <summary>No chunk is longer: k = 0 spends one bit an entry on gaps, and a symbol has four at most.</summary>
    public const int ChunkBytes = ChunkHeadBytes + ChunkEntries / 8 + ChunkEntries / 2;
}
