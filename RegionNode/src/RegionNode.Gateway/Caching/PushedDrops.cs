using RegionNode.Gateway.Routing;
using TrustList.Format.Status;
using TrustList.Sync.Status;

namespace RegionNode.Gateway.Caching;

/// <summary>
/// Drops what is kept of a licence as soon as its region's next head is pushed. It saves work, no more: what is kept is
/// compared with the newest head at hand whenever it is used.
/// </summary>
internal sealed class PushedDrops(IAssertionCache cache, CurrentTrust trust)
{
    /// <summary>Takes note of what a follower did. Does not wait for a cache.</summary>
    public void Note(FollowStep step)
    {
        if (step is not { Message: FeedStatus { Region: var region }, Applied.Pushed: var (head, delta) }) return;
        if (trust.Now.State is not { } state || !state.Nodes.TryGetValue(region, out var node)) return;
        foreach (var block in delta.Changes.GroupBy(change => change.Entry / StatusSpace.BlockEntries, change => change.Entry % StatusSpace.BlockEntries))
            _ = cache.Drop(new DroppedEntries($"{node.StatusBase}{block.Key}", block, head.Claims.IssuedAt), CancellationToken.None).AsTask();
    }
}
