using Federation.Hosting.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using TrustHub.Watching;

namespace TrustHub.Transparency;

/// <summary>
/// Ready when the log goes on and its witnesses follow; where policy names no log, there is nothing to ask. A quorum that is
/// late is a warning: what is published stays good, and what is new waits.
/// </summary>
public sealed class TransparencyHealth(EpochLog log, Sequencer sequencer, WitnessWatch watch, SigningHold hold) : IHealthCheck
{
    /// <summary>How long a quorum may be late before it is said.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        HealthFinding.Result(Finding() is { } finding ? [finding] : []));

    private HealthFinding? Finding() =>
        log.Refusal is { } refusal ? HubReasons.LogNotOurs.Because(refusal)
        : sequencer.Failure is { } failure ? HubReasons.LogStands.Because(failure)
        : hold.Behind is { } behind ? HubReasons.LogBehind.Because(behind)
        : hold.Waiting is { } waiting ? HubReasons.WitnessesUnheard.Because(waiting)
        : watch.Ahead is { } ahead ? HubReasons.WitnessAhead.Because(ahead)
        : sequencer.Unwitnessed is var unwitnessed && unwitnessed > Late
            ? HubReasons.QuorumLate.Because($"no quorum under the newest checkpoint for {(int)unwitnessed.TotalSeconds} s")
        : null;
}
