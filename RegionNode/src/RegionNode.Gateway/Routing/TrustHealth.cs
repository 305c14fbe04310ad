using Federation.Hosting.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RegionNode.Gateway.Watching;

namespace RegionNode.Gateway.Routing;

/// <summary>Not ready without a trust list or with an expired one; a warning while the hub cannot be followed.</summary>
internal sealed class TrustHealth(CurrentTrust trust, TimeProvider clock) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(HealthFinding.Result(Finding() is { } finding ? [finding] : []));

    private HealthFinding? Finding()
    {
        var last = trust.LastSync;
        var lastWords = last is null ? "no sync yet" : $"last sync: {last.Outcome} {last.Detail}".TrimEnd();
        if (trust.Now.State is not { } state) return GatewayReasons.NoTrustList.Because($"no trust list; {lastWords}");
        if (clock.GetUtcNow() >= state.ValidUntil) return GatewayReasons.TrustListExpired.Because($"the trust list expired at {state.ValidUntil:u}; {lastWords}");
        return last?.Outcome is "Ok" or "Loaded" ? null : GatewayReasons.HubNotFollowed.Because(lastWords);
    }
}
