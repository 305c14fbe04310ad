namespace RegionNode.Issuer.Submission;

/// <summary>After the start: asks the hub how each chain stands, each second until it has said so.</summary>
internal sealed partial class ChainKeeper(Chains chains, Outbox outbox, ILogger<ChainKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (ChainLanes.All.Any(lane => chains.Of(lane).State == ChainState.Unknown))
        {
            foreach (var lane in ChainLanes.All)
                await LookAsync(lane, stoppingToken);
            outbox.Wake();
            await Task.Delay(Pause, stoppingToken);
        }
    }

    private async Task LookAsync(string lane, CancellationToken stopping)
    {
        try
        {
            await chains.LookAsync(lane, stopping);
        }
        catch (HubUnreachableException)
        {
            // The outbox says so already; ask again.
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Failed(logger, lane, e);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "cannot look how {Lane} stands")]
    private static partial void Failed(ILogger logger, string lane, Exception cause);
}
