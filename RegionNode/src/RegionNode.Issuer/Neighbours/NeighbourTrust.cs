using TrustList.Format.Verification;

namespace RegionNode.Issuer.Neighbours;

/// <summary>
/// What this node believes of the other regions: the newest trust list that it has verified. Written by
/// <see cref="NeighbourFollower"/> alone. It decides nothing about the node's own keys: those go by what its operators signed.
/// </summary>
internal sealed class NeighbourTrust(TimeProvider clock)
{
    private volatile TrustState? state;

    /// <summary>The list where one is known that has not expired; else null: then no neighbour is known either.</summary>
    internal TrustState? Now => state is { } held && clock.GetUtcNow() < held.ValidUntil ? held : null;

    internal void Take(TrustState newest) => state = newest;
}
