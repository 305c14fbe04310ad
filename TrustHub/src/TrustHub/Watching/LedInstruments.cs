namespace TrustHub.Watching;

/// <summary>Makes the instruments of what only a leader runs, once it runs.</summary>
public sealed class LedInstruments(IServiceProvider services) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        services.GetRequiredService<PublishingGauges>();
        services.GetRequiredService<LogGauges>();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
