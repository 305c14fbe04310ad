using RegionNode.Issuer.Storage;
using TrustList.Format.Transfers;

namespace RegionNode.Issuer.Moving;

/// <summary>A stretch of epochs that was read and proved, with this region's moves in them.</summary>
/// <param name="Walked">How far the log is known with it; null: no epoch more than before.</param>
/// <param name="Moves">In the log's order.</param>
/// <param name="Fault">Why it ends where it does, although the log goes on; null where nothing is wrong.</param>
internal sealed record LoggedStretch(WalkedLog? Walked, IReadOnlyList<ProvenTransfer> Moves, string? Fault);
