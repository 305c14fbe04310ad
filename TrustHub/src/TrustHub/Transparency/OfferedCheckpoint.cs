using System.Collections.Immutable;
using TrustList.Format.Log;

namespace TrustHub.Transparency;

/// <summary>
/// The newest checkpoint with all that a witness needs to decide on it. Holding one proves that epoch and checkpoint are
/// recorded, and the tiles of its size written.
/// </summary>
/// <param name="Signed">The checkpoint with the log's signature.</param>
/// <param name="Note">Its bytes.</param>
/// <param name="Epoch">The newest leaf.</param>
/// <param name="Leaf">The leaf's data.</param>
/// <param name="LeafPath">The leaf's inclusion proof.</param>
/// <param name="Heads">Every head that the epoch binds, by region code.</param>
/// <param name="Snapshot">snapshot.json as the epoch names it.</param>
public sealed record OfferedCheckpoint(
    SignedCheckpoint Signed, ReadOnlyMemory<byte> Note, Epoch Epoch, ReadOnlyMemory<byte> Leaf,
    IReadOnlyList<ReadOnlyMemory<byte>> LeafPath, ImmutableArray<EpochHead> Heads, ReadOnlyMemory<byte> Snapshot)
{
    /// <summary>Leaves.</summary>
    public long Size => Signed.Checkpoint.Size;
}
