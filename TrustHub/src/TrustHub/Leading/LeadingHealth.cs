using Federation.Hosting.Health;
using Federation.Leading;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using TrustHub.Watching;

namespace TrustHub.Leading;

/// <summary>Ready when this instance leads, or knows who does and has the leader's files.</summary>
internal sealed class LeadingHealth(Leadership leadership, FileFollower follower) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(leadership.Now switch
        {
            { Leads: true, Term: var term } => HealthCheckResult.Healthy($"leads, term {term}"),
            { Leader: null } => HealthFinding.Result([HubReasons.NoLeader.Because("no instance leads")]),
            _ when follower.Failure is { } failure => HealthFinding.Result([HubReasons.LeaderNotFollowed.Because(failure)]),
            var following => HealthCheckResult.Healthy($"follows {following.Holder}, term {following.Term}"),
        });
}
