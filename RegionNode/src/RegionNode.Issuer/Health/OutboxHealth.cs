using Federation.Hosting.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RegionNode.Issuer.Submission;

namespace RegionNode.Issuer.Health;

/// <summary>Warns while the hub is out of reach, and of every submission that it refused.</summary>
internal sealed class OutboxHealth(Outbox outbox, HubContact contact) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var warnings = outbox.Refused().Select(entry => NodeReasons.SubmissionRefused.Because($"{entry.Lane} refused ({entry.RefusalCode}: {entry.RefusalDetail}), id {entry.Id}")).ToList();
        if (contact.IsLost)
            warnings.Insert(0, NodeReasons.HubAway.Because("the hub does not answer; submissions wait"));
        return Task.FromResult(HealthFinding.Result(warnings));
    }
}
