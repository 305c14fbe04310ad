using System.Collections.Immutable;

namespace TrustList.Sync.Status;

/// <summary>One region's part of a device index.</summary>
/// <param name="Code">Six digits.</param>
/// <param name="Blocks">Blocks opened, 1 to 128.</param>
/// <param name="FirstChunk">Where its chunks begin among those of the index.</param>
/// <param name="Width">Bits of a symbol, 0 to 4.</param>
/// <param name="Symbols">The value of each symbol.</param>
internal sealed record IndexedRegion(string Code, int Blocks, int FirstChunk, int Width, ImmutableArray<byte> Symbols)
{
    /// <summary>Chunks it has.</summary>
    public int Chunks => Blocks * IndexForm.ChunksOfBlock;

    /// <summary>Entries it has.</summary>
    public long Entries => (long)Chunks << IndexForm.ChunkBits;
}
