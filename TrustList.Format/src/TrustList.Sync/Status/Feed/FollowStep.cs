namespace TrustList.Sync.Status;

/// <summary>One thing that happened to a follower.</summary>
/// <param name="Message">What the feed said; null where time alone caused a pull.</param>
/// <param name="Applied">What became of a head or an epoch; null of other messages.</param>
/// <param name="Pulled">The pull that followed; null where none did.</param>
public sealed record FollowStep(FeedMessage? Message, MirrorOutcome? Applied, StatusPullOutcome? Pulled);
