namespace TrustHub.Leading;

/// <summary>A hub that stands alone leads from its start to its end: everything runs before it listens.</summary>
internal sealed class AloneLead(LedServices led) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => led.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => led.StopAsync(cancellationToken);
}
