using Federation.Hosting.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using TrustHub.Log;
using TrustHub.Watching;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;

namespace TrustHub.Publishing;

/// <summary>Ready when what is published is what a client will accept now, and can be kept so.</summary>
public sealed class PublishingHealth(AdmissionLog log, Publisher publisher, HubKeys keys, TimeProvider clock) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Reason(log.State, clock.GetUtcNow()) is { } reason
            ? HealthFinding.Result([reason])
            : HealthCheckResult.Healthy());

    private HealthFinding? Reason(LoggedState state, DateTimeOffset now)
    {
        if (state.Root is not { } root || state.Targets is not { } targets)
            return HubReasons.NotBegun.Because("no root and targets");
        if (keys.Missing(root.Signed) is { } missing)
            return HubReasons.KeyMissing.Because(missing);
        if (!state.TargetsFollowRoot)
            return HubReasons.TargetsWait.Because($"root {root.Signed.Version} waits for targets signed by its keys");
        if (publisher.Failure is { } failure)
            return HubReasons.PublishingFails.Because(failure);
        if (publisher.Published is not { } published)
            return HubReasons.NothingPublished.Because("nothing is published yet");
        return Expired(RoleNames.Root, root.Signed.Expires, now) ?? Expired(RoleNames.Targets, targets.Signed.Expires, now)
            ?? Expired(RoleNames.Snapshot, published.Snapshot.Expires, now) ?? Expired(RoleNames.Timestamp, published.Timestamp.Expires, now);
    }

    private static HealthFinding? Expired(string role, DateTimeOffset expires, DateTimeOffset now) =>
        expires <= now ? HubReasons.Expired.Because($"{role} expired {Instants.Format(expires)}") : null;
}
