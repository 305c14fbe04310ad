using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Federation.Hosting.Telemetry;

/// <summary>How the checks of <c>/health/ready</c> ended when the host last ran them by itself, every half minute.</summary>
internal sealed class KeptHealth : IHealthCheckPublisher
{
    /// <summary>The newest report; null before the first.</summary>
    public HealthReport? Newest { get; private set; }

    /// <inheritdoc/>
    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        Newest = report;
        return Task.CompletedTask;
    }
}
