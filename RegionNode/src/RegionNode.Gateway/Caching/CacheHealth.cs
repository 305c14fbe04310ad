using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RegionNode.Gateway.Caching;

/// <summary>A warning while instances cannot share what they remember. Never unready: they are slower then, and not wrong.</summary>
internal sealed class CacheHealth(ICacheStanding standing) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(standing.Fault is { } fault ? HealthCheckResult.Degraded($"the shared cache: {fault}") : HealthCheckResult.Healthy());
}
