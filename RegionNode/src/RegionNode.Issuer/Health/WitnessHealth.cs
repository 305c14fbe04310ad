using Federation.Hosting.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Witnessing;

namespace RegionNode.Issuer.Health;

/// <summary>Warns while the log's newest checkpoint is refused or the log does not answer, and for as long as evidence against it is kept.</summary>
internal sealed class WitnessHealth(WitnessStanding standing, IDurableStore store, TimeProvider clock) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        return Task.FromResult(HealthFinding.Result(Warnings()));
    }

    private IEnumerable<HealthFinding> Warnings()
    {
        if (standing.Refusal is { } refusal)
            yield return NodeReasons.CheckpointRefused.Because($"the log's newest checkpoint is not cosigned ({refusal.Why}: {refusal.Detail})");
        if (standing.Since is { } trouble && clock.GetUtcNow() - trouble.Since > Patience)
            yield return NodeReasons.LogSilent.Because($"the log {trouble.Why}");
        if (store.Read(WitnessTables.Evidence) is { Count: > 0 } evidence)
            yield return NodeReasons.EvidenceKept.Because($"evidence against the log is kept ({string.Join(", ", evidence.Select(piece => piece.Refusal).Distinct())}): GET /operator/witness");
    }
}
