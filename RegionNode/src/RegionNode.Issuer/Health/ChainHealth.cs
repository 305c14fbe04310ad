using Federation.Hosting.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RegionNode.Issuer.Status;
using RegionNode.Issuer.Submission;

namespace RegionNode.Issuer.Health;

/// <summary>Not ready while a chain may never grow again from this database: signing on would say two things under one number.</summary>
internal sealed class ChainHealth(Chains chains, StatusHeads heads) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var stopped = ChainLanes.All.Select(chains.Of).Where(chain => chain.State is ChainState.Behind or ChainState.Forked).Select(chain => NodeReasons.ChainStopped.Because(chain.Detail)).ToList();
        if (chains.IsUnchecked)
            stopped.Add(NodeReasons.RestoredUnchecked.Because("restored from a backup; the hub was not asked yet what it holds of this region"));
        if (heads.Fault is { } fault)
            stopped.Add(NodeReasons.HeadUnsignable.Because(fault));
        return Task.FromResult(HealthFinding.Result(stopped));
    }
}
