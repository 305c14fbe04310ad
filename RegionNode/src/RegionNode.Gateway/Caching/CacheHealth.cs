using Federation.Hosting.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RegionNode.Gateway.Watching;

namespace RegionNode.Gateway.Caching;

/// <summary>A warning while instances cannot share what they remember. Never unready: they are slower then, and not wrong.</summary>
internal sealed class CacheHealth(ICacheStanding standing) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(standing.Fault is { } fault ? HealthFinding.Result([GatewayReasons.CacheAway.Because($"the shared cache: {fault}")]) : HealthCheckResult.Healthy());
}
