namespace RegionNode.Issuer.Submission;

/// <summary>
/// Empties the outbox: lanes beside each other, each lane in order. What the hub refused for reasons of its own state is sent
/// again every few seconds: a delegation may be published, a window may open.
/// </summary>
internal sealed partial class OutboxSender(Outbox outbox, LaneSender lanes, Chains chains, ILogger<OutboxSender> logger) : BackgroundService
{
    private static readonly TimeSpan HopefulPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StorePause = TimeSpan.FromSeconds(1);
    private readonly Dictionary<string, Task> running = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var hopeful = Task.Delay(HopefulPause, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            var woken = outbox.Woken;
            try
            {
                if (hopeful.IsCompleted)
                {
                    hopeful = Task.Delay(HopefulPause, stoppingToken);
                    outbox.RetryHopeful();
                }
                StartLanes(stoppingToken);
            }
            catch (Exception e)
            {
                Failed(logger, e); // The store failed; what stands in it is safe to look at again.
                await Task.Delay(StorePause, stoppingToken);
            }
            await Task.WhenAny([woken, hopeful, .. running.Values]);
        }
        await Task.WhenAll(running.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // Nothing touches the store after the host has ended.
    }

    private void StartLanes(CancellationToken stopping)
    {
        foreach (var done in running.Where(lane => lane.Value.IsCompleted).Select(lane => lane.Key).ToList())
            running.Remove(done);
        foreach (var lane in outbox.PendingLanes().Where(lane => !running.ContainsKey(lane) && chains.MaySend(lane) && outbox.Next(lane) is not null))
            running[lane] = Task.Run(() => lanes.EmptyAsync(lane, stopping), stopping);
    }

    [LoggerMessage(1, LogLevel.Error, "cannot read the outbox")]
    private static partial void Failed(ILogger logger, Exception cause);
}
