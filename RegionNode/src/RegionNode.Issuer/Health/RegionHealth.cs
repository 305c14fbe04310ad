using Federation.Hosting.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RegionNode.Issuer.Keys;
using TrustList.Format.Credentials;

namespace RegionNode.Issuer.Health;

/// <summary>Ready when the node may sign licences and status: its record is admitted and the windows of its keys are open.</summary>
internal sealed class RegionHealth(SigningKeys signing, TimeProvider clock) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        if (signing.StatusKey(now) is null)
            return Task.FromResult(HealthFinding.Result([NodeReasons.NoStatusKey.Because("no admitted record lets a status key sign now, or it is lost")]));
        return Task.FromResult(signing.DocumentSigner(MdocNames.DocType, now) is null
            ? HealthFinding.Result([NodeReasons.NoDocumentSigner.Because("no admitted record lets a document signer sign now, or it is lost")])
            : HealthCheckResult.Healthy());
    }
}
