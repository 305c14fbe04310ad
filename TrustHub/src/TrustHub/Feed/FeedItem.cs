using TrustList.Protocol;

namespace TrustHub.Feed;

/// <summary>One event of the feed, made once for all watchers and not to be changed.</summary>
/// <param name="Event">The event as gRPC carries it.</param>
/// <param name="Text">The event as Server-Sent Events carry it, with the empty line that ends it.</param>
public sealed record FeedItem(FeedEvent Event, ReadOnlyMemory<byte> Text)
{
    /// <summary>Renders an event.</summary>
    public static FeedItem Of(FeedEvent feedEvent) => new(feedEvent, SseText.Of(feedEvent));

    /// <summary>Whether it is for a watcher of these regions; of none means all. Epochs and resets are for everybody.</summary>
    public bool Concerns(IReadOnlySet<string> regions) =>
        regions.Count == 0 || Event.EventCase != FeedEvent.EventOneofCase.Status || regions.Contains(Event.Status.Region);
}
