using RegionNode.Gateway.Caching;
using RegionNode.Gateway.Routing;
using TrustList.Format.Verification;
using TrustList.Sync.Status;

namespace RegionNode.Gateway.Status;

/// <summary>
/// Keeps the mirror at what the regions sign: first what the disk holds, then the hub's feed for ever, and packages where
/// the feed leaves a gap. A more severe status counts as soon as it comes, a milder one with its witnessed epoch.
/// </summary>
internal sealed partial class StatusFollower(
    StatusClient client, IStatusFeed feed, CurrentTrust trust, StatusStanding standing, PushedDrops drops, TimeProvider clock, ILogger<StatusFollower> logger)
    : BackgroundService
{
    private TrustState? _loadedBy;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // The host must not wait for the disk.
        try
        {
            await new StatusFollowing(client, feed, clock).RunAsync(Trust, Observe, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            if (!client.Mirror.IsEmpty && client.Save() is { } unsaved) Unsaved(logger, unsaved);
        }
    }

    // The store can be read only by a trust list: as soon as there is one, and once.
    private TrustState? Trust()
    {
        if (trust.Now.State is not { } state) return null;
        if (_loadedBy is null)
        {
            var load = client.Load(state);
            Loaded(logger, load.Fault?.ToString() ?? "Ok", load.Detail, client.Mirror.Epoch);
        }
        return _loadedBy = state;
    }

    private void Observe(FollowStep step)
    {
        standing.Note(step);
        drops.Note(step);
        if (step.Applied is { Fault: { } fault } applied) NotApplied(logger, fault, applied.Detail);
        if (step.Applied is { Fault: MirrorFault.Equivocation, Evidence: { } evidence })
            Evidence(logger, Convert.ToBase64String(evidence.Held.Span), Convert.ToBase64String(evidence.Other.Span));
        if (step.Pulled is { Ok: false } pulled) NotPulled(logger, pulled.Transport?.ToString() ?? pulled.Fault?.ToString() ?? "-", pulled.Detail);
    }

    [LoggerMessage(1, LogLevel.Information, "status loaded: {Outcome} {Detail} epoch={Epoch}")]
    private static partial void Loaded(ILogger logger, string outcome, string detail, long? epoch);

    [LoggerMessage(2, LogLevel.Warning, "status not applied: {Fault} {Detail}")]
    private static partial void NotApplied(ILogger logger, MirrorFault fault, string detail);

    [LoggerMessage(3, LogLevel.Error, "a region signed two heads of one version: {Held} and {Other}")]
    private static partial void Evidence(ILogger logger, string held, string other);

    [LoggerMessage(4, LogLevel.Warning, "status not pulled: {Fault} {Detail}")]
    private static partial void NotPulled(ILogger logger, string fault, string detail);

    [LoggerMessage(5, LogLevel.Warning, "status not stored: {Detail}")]
    private static partial void Unsaved(ILogger logger, string detail);
}
