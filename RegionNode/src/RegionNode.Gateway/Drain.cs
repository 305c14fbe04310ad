namespace RegionNode.Gateway;

/// <summary>
/// The first thing that a gateway does which is told to stop: <c>/health/ready</c> says so, while every listener still serves,
/// so that a load balancer leads callers elsewhere. After <see cref="GatewayOptions.DrainSeconds"/> no connection is taken any
/// more, and requests under way have the host's time-out to finish.
/// </summary>
internal sealed class Drain(GatewayOptions options, IHostApplicationLifetime lifetime) : IHostedLifecycleService
{
    /// <inheritdoc/>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        lifetime.StopApplication(); // Readiness hangs on it, whoever stops the host.
        await Task.Delay(TimeSpan.FromSeconds(options.DrainSeconds), cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
