namespace TrustList.Sync.Status;

/// <summary>The seam between a follower and the way in which a hub's events reach it.</summary>
public interface IStatusFeed
{
    /// <summary>The hub's messages for ever; broken connections are made again by themselves, with growing and jittered pauses.</summary>
    /// <param name="cancellation">The one thing that ends it.</param>
    IAsyncEnumerable<FeedMessage> ReadAsync(CancellationToken cancellation = default);
}
