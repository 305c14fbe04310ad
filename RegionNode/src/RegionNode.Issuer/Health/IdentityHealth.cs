using Federation.Hosting.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RegionNode.Issuer.Health;

/// <summary>Warns, as long as it runs, of a node outside a rehearsal whose applicants' identity is only simulated. It is added to such a node alone.</summary>
internal sealed class IdentityHealth : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(HealthFinding.Result([NodeReasons.IdentitySimulated.Because("identity is simulated: whoever knows a licence number gets the licence; for trials without real drivers alone")]));
}
