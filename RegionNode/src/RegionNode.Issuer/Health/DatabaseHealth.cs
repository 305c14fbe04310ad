using Federation.Hosting.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Health;

/// <summary>Unhealthy while the database does not answer: nothing can be issued or changed then. Warns while it reads and takes no writes.</summary>
internal sealed class DatabaseHealth(IDurableStore store, WriteStanding standing) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            store.Read(StatusTables.Blocks);
            return Task.FromResult(standing.Fault is { } fault
                ? HealthFinding.Result([NodeReasons.DatabaseReadOnly.Because($"the database took no write when it was last tried ({fault})")])
                : HealthCheckResult.Healthy());
        }
        catch (Exception e) when (e is System.Data.Common.DbException or IOException or TimeoutException)
        {
            return Task.FromResult(HealthFinding.Result([NodeReasons.DatabaseAway.Because("the database does not answer")]));
        }
    }
}
