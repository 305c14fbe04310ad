namespace RegionNode.Gateway.Caching;

/// <summary>Lets go what phones handed in and nobody took: a presentation holds a portrait, and is not kept beyond its minute for want of another.</summary>
internal sealed class Forgetting(ReferenceStores stores) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between, TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                stores.Presentations.Forget();
                stores.Challenges.Forget();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The gateway stops.
        }
    }
}
