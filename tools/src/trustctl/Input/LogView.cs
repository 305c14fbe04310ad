using TrustList.Format.Log;

namespace Trustctl;

/// <summary>A checkpoint that the log signed, where it was seen, and where its tiles may be had.</summary>
/// <param name="Where">For people.</param>
/// <param name="Signed">The checkpoint.</param>
/// <param name="Tiles">Reads the tiles; trusted for nothing.</param>
internal sealed record LogView(string Where, SignedCheckpoint Signed, Func<string, ReadOnlyMemory<byte>?> Tiles)
{
    public Checkpoint Checkpoint => Signed.Checkpoint;
}
