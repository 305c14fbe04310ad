using Federation.Hosting.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RegionNode.Issuer.Health;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Disputes;

/// <summary>Warns of disputes that the region's office has not answered in time.</summary>
internal sealed class DisputeHealth(NodeOptions options, IDurableStore store, TimeProvider clock) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var overdue = store.Read(db => DisputeTable.CountOverdue(db, options.Code, clock.GetUtcNow()));
        return Task.FromResult(overdue == 0 ? HealthCheckResult.Healthy() : HealthFinding.Result([NodeReasons.DisputesOverdue.Because($"{overdue} disputes wait for an answer that is overdue")]));
    }
}
