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
                ? HealthCheckResult.Degraded($"the database took no write when it was last tried ({fault})")
                : HealthCheckResult.Healthy());
        }
        catch (Exception e) when (e is System.Data.Common.DbException or IOException or TimeoutException)
        {
            return Task.FromResult(HealthCheckResult.Unhealthy("the database does not answer"));
        }
    }
}
