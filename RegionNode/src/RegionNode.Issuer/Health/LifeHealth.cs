using Federation.Hosting.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RegionNode.Issuer.Keys;
using RegionNode.Issuer.Storage;
using TrustList.Format.Encoding;

namespace RegionNode.Issuer.Health;

/// <summary>
/// Warns once half the life of something is over that only the province's operators can renew: the region's own role, and
/// the keys that sign. Half is left to act in; the node's own node.json and lists it renews by itself.
/// </summary>
internal sealed class LifeHealth(SigningKeys signing, IDurableStore store, TimeProvider clock) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        var warnings = Lives().Where(life => now >= life.Begins + ((life.Ends - life.Begins) / 2))
            .Select(life => NodeReasons.LifeHalfOver.Because($"half the life of {life.Name} is over; it ends {Instants.Format(life.Ends)}"));
        return Task.FromResult(HealthFinding.Result(warnings));
    }

    private IEnumerable<(string Name, DateTimeOffset Begins, DateTimeOffset Ends)> Lives()
    {
        if (store.Read(RegionTables.AdmittedRole) is { } role)
            yield return ("the signed record of the region", role.Admitted, role.Expires);
        // Of each kind the key that signs longest: where a successor is published, it is that one.
        foreach (var kind in signing.Windows().GroupBy(window => window.Kind))
        {
            var last = kind.MaxBy(window => window.SignUntil);
            yield return (last.Kind, last.SignFrom, last.SignUntil);
        }
    }
}
