using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RegionNode.Gateway.Routing;

/// <summary>Not ready without a trust list or with an expired one; a warning while the hub cannot be followed.</summary>
internal sealed class TrustHealth(CurrentTrust trust, TimeProvider clock) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Check());

    private HealthCheckResult Check()
    {
        var last = trust.LastSync;
        var lastWords = last is null ? "no sync yet" : $"last sync: {last.Outcome} {last.Detail}".TrimEnd();
        if (trust.Now.State is not { } state) return HealthCheckResult.Unhealthy($"no trust list; {lastWords}");
        if (clock.GetUtcNow() >= state.ValidUntil) return HealthCheckResult.Unhealthy($"the trust list expired at {state.ValidUntil:u}; {lastWords}");
        return last?.Outcome is "Ok" or "Loaded" ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(lastWords);
    }
}
