using Federation.Hosting.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RegionNode.Issuer.Health;

namespace RegionNode.Issuer.Audit;

/// <summary>Says when the audit trail is not the one that was signed.</summary>
internal sealed class AuditHealth(AuditSeals seals) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(seals.Contradiction() is { } wrong ? HealthFinding.Result([NodeReasons.TrailContradicted.Because(wrong)]) : HealthCheckResult.Healthy());
}
