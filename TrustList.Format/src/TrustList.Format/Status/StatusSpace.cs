namespace TrustList.Format.Status;

/// <summary>How a region's indices are numbered and cut (SPEC.md §7.7): entry = block · 2^20 + index.</summary>
public static class StatusSpace
{
    /// <summary>Entries of one block: the indices of one status list.</summary>
    public const int BlockEntries = 1 << BlockBits;

    /// <summary>Entries of one chunk, the leaf of the state's tree.</summary>
    public const int ChunkEntries = 1 << ChunkBits;

    /// <summary>Chunks of one block.</summary>
    public const int ChunksOfBlock = BlockEntries / ChunkEntries;

    /// <summary>The highest raw value of an entry.</summary>
    public const byte MaxValue = 0xF;

    internal const int BlockBits = 20;
    internal const int ChunkBits = 12;

    /// <summary>The entry of an index of a block.</summary>
    public static long EntryOf(long block, int index) => (block << BlockBits) + index;

    /// <summary>The block of an entry.</summary>
    public static long BlockOf(long entry) => entry >> BlockBits;

    /// <summary>The index of an entry in its block.</summary>
    public static int IndexOf(long entry) => (int)entry & (BlockEntries - 1);

    internal static int PositionOf(long entry) => (int)entry & (ChunkEntries - 1);
}
