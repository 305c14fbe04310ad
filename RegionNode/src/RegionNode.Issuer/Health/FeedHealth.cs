using Federation.Hosting.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Health;

/// <summary>Warns of events of the registry's feed that were refused and wait for people.</summary>
internal sealed class FeedHealth(IDurableStore store) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(store.Read(FeedTables.CountRefused) is > 0 and var count
            ? HealthFinding.Result([NodeReasons.EventsRefused.Because($"{count} events of the feed were refused and wait for people (GET /registry/events/refused, POST …/{{number}}/dismiss)")])
            : HealthCheckResult.Healthy());
}
