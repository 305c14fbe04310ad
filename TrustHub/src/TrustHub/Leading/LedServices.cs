namespace TrustHub.Leading;

/// <summary>A service that runs only where this instance leads; made when it is first asked for.</summary>
internal sealed record LedService(Func<IHostedService> Make);

/// <summary>What a leader runs: started in the order in which the rooms added it, ended in the reverse order.</summary>
internal sealed partial class LedServices(IEnumerable<LedService> services, IHostApplicationLifetime lifetime, ILogger<LedServices> logger)
{
    private readonly Stack<IHostedService> _running = new();

    /// <summary>Starts them all.</summary>
    /// <exception cref="Federation.Hosting.StartRefusedException">One of them refused; those before it run until <see cref="StopAsync"/>.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        foreach (var service in services)
        {
            var made = service.Make();
            _running.Push(made);
            await made.StartAsync(cancellation);
            if (made is BackgroundService { ExecuteTask: { } work })
                _ = WatchAsync(made, work);
        }
    }

    /// <summary>Ends them all.</summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        while (_running.TryPop(out var service))
            await service.StopAsync(cancellation);
    }

    /// <summary>A hub of which a part has died does not go on.</summary>
    private async Task WatchAsync(IHostedService service, Task work)
    {
        await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (work.Exception?.InnerException is not { } died)
            return;
        Died(logger, service.GetType().Name, died);
        lifetime.StopApplication();
    }

    [LoggerMessage(1, LogLevel.Critical, "{Service} died")]
    private static partial void Died(ILogger logger, string service, Exception exception);
}
