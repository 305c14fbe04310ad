using Federation.Leading;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace TrustHub.Leading;

/// <summary>A check of what only a leader runs; nothing to say elsewhere.</summary>
internal sealed class LedCheck<T>(Leadership leadership, IServiceProvider services) : IHealthCheck where T : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        leadership.Now.Leads
            ? ActivatorUtilities.GetServiceOrCreateInstance<T>(services).CheckHealthAsync(context, cancellationToken)
            : Task.FromResult(HealthCheckResult.Healthy());
}
