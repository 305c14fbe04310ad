using Federation.Hosting.Health;
using Federation.Leading;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RegionNode.Issuer.Health;

namespace RegionNode.Issuer.Instances;

/// <summary>Ready when this instance leads or knows who does.</summary>
internal sealed class LeadingHealth(Leadership leadership) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(leadership.Now switch
        {
            { Leads: true, Term: var term } => HealthCheckResult.Healthy($"leads, term {term}"),
            { Leader: null } => HealthFinding.Result([NodeReasons.NoIssuerLeads.Because("no instance leads")]),
            var following => HealthCheckResult.Healthy($"forwards to {following.Holder}, term {following.Term}"),
        });
}
