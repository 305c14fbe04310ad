using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace TrustHub.Transparency;

/// <summary>
/// Ready when the log goes on and its witnesses follow; where policy names no log, there is nothing to ask. A quorum that is
/// late is a warning: what is published stays good, and what is new waits.
/// </summary>
public sealed class TransparencyHealth(EpochLog log, Sequencer sequencer, WitnessWatch watch) : IHealthCheck
{
    /// <summary>How long a quorum may be late before it is said.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        (log.Refusal ?? sequencer.Failure) is { } reason ? HealthCheckResult.Unhealthy(reason)
        : watch.Ahead is { } ahead ? HealthCheckResult.Degraded(ahead)
        : sequencer.Unwitnessed is var unwitnessed && unwitnessed > Late
            ? HealthCheckResult.Degraded($"no quorum under the newest checkpoint for {(int)unwitnessed.TotalSeconds} s")
        : HealthCheckResult.Healthy());
}
