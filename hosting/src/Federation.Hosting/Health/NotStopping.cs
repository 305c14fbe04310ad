using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Federation.Hosting.Health;

/// <summary>Not ready from the moment that the host is told to stop, so that callers go elsewhere while it drains.</summary>
internal sealed class NotStopping(IHostApplicationLifetime lifetime) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(lifetime.ApplicationStopping.IsCancellationRequested
            ? HealthFinding.Result([HostReasons.Stopping.Because("stopping")])
            : HealthCheckResult.Healthy());
}
