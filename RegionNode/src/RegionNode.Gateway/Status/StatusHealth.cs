using Federation.Hosting.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RegionNode.Gateway.Routing;
using RegionNode.Gateway.Watching;
using TrustList.Sync.Status;

namespace RegionNode.Gateway.Status;

/// <summary>
/// A warning while the hub's status cannot be followed, and an alarm where proofs stay away: a head that no epoch covers
/// beyond the merge delay, or no epoch at all for that long. Never unready: decisions go on by what is held, with its age.
/// </summary>
internal sealed class StatusHealth(StatusMirror mirror, StatusStanding standing, CurrentTrust trust, TimeProvider clock) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(HealthFinding.Result(Alarm() is { } alarm ? [alarm] : []));

    private HealthFinding? Alarm()
    {
        if (standing.Equivocation is { } twice) return GatewayReasons.RegionEquivocates.Because($"a region said two things: {twice}");
        // A hub without region states is one of a federation that has none yet: status lists decide alone.
        if (mirror.IsEmpty) return standing.LastPull is { Transport: TrustList.Sync.SyncFault.NotServed } or null ? null : GatewayReasons.NoStatus.Because($"no status: {Words(standing.LastPull)}");
        if (trust.Now.State?.Policy.Log is { } log)
        {
            var now = clock.GetUtcNow();
            if (mirror.UnprovenSince is { } since && now - since > log.MergeDelay) return GatewayReasons.StatusUnproven.Because($"a head waits for its epoch since {since:u}");
            if (mirror.AsOf is { } at && now - at > log.MergeDelay) return GatewayReasons.StatusUnproven.Because($"no witnessed epoch since {at:u}");
        }
        if (standing.LastPull is { Behind.IsEmpty: false } behind) return GatewayReasons.StatusBehind.Because($"no newest state of {string.Join(", ", behind.Behind)}");
        return standing.LastPull is { Ok: false } failed && !standing.Connected ? GatewayReasons.StatusNotFollowed.Because($"the hub's status cannot be followed: {Words(failed)}") : null;
    }

    private static string Words(StatusPullOutcome outcome) => $"{outcome.Transport?.ToString() ?? outcome.Fault?.ToString()} {outcome.Detail}".TrimEnd();
}
