using Federation.Hosting.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RegionNode.Gateway.Watching;

namespace RegionNode.Gateway.Auditing;

/// <summary>Not ready while the trail cannot be written: no question gets an answer then.</summary>
internal sealed class TrailHealth(GatewayTrail trail) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(trail.Fault is { } fault ? HealthFinding.Result([GatewayReasons.TrailUnwritable.Because($"the trail cannot be written: {fault}")]) : HealthCheckResult.Healthy());
}
