using TrustList.Sync.Status;

namespace RegionNode.Gateway.Status;

/// <summary>How following the status goes, for health and reports. Written by <see cref="StatusFollower"/> alone.</summary>
internal sealed class StatusStanding
{
    private volatile FollowStep? _lastPull;
    private volatile string? _equivocation;
    private volatile bool _connected;

    /// <summary>Whether the feed stands.</summary>
    public bool Connected => _connected;

    /// <summary>The last pull; null before the first.</summary>
    public StatusPullOutcome? LastPull => _lastPull?.Pulled;

    /// <summary>A region that signed two heads of one version, and which; null where none did.</summary>
    public string? Equivocation => _equivocation;

    /// <summary>Remembers a step.</summary>
    public void Note(FollowStep step)
    {
        _connected = step.Message is FeedConnected || (_connected && step.Message is not FeedLost);
        if (step.Pulled is not null) _lastPull = step;
        if (step.Applied is { Fault: MirrorFault.Equivocation } applied) _equivocation = applied.Detail;
        if (step.Pulled is { Fault: MirrorFault.Equivocation } pulled) _equivocation = pulled.Detail;
    }
}
