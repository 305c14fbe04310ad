using Federation.Hosting.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RegionNode.Gateway.Watching;

namespace RegionNode.Gateway.Verifying.Asking;

/// <summary>A warning that names the regions that are not asked at present. Never unready: the others are.</summary>
internal sealed class AskingHealth(RegionLanes lanes) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(lanes.Broken is { Count: > 0 } broken
            ? HealthFinding.Result([GatewayReasons.RegionsSilent.Because($"no answers from {string.Join(", ", broken)}")])
            : HealthCheckResult.Healthy());
}
