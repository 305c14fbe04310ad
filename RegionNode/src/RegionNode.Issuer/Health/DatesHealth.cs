using Federation.Hosting.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Health;

/// <summary>Warns of records whose dates cannot be swept: whoever is late in them is not marked.</summary>
internal sealed class DatesHealth(IDurableStore store) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(store.Read(PutOffTable.Waiting) is var (count, since, fault)
            ? HealthFinding.Result([NodeReasons.DatesUnread.Because($"{count} records cannot be opened to look at their dates, the first since {since:O} ({fault}); each is tried again every day (fsck names them)")])
            : HealthCheckResult.Healthy());
}
