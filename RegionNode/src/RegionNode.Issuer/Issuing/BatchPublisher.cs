namespace RegionNode.Issuer.Issuing;

/// <summary>Closes a batch where leaves wait, at most one a second (setting).</summary>
internal sealed partial class BatchPublisher(NodeOptions options, IssuanceBatches batches, ILogger<BatchPublisher> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                batches.CloseDue();
            }
            catch (Exception e)
            {
                Failed(logger, e); // The leaves are durable and wait: the next look finds them.
            }
            await Task.Delay(TimeSpan.FromSeconds(options.IssuanceSeconds), stoppingToken);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "cannot close an issuance batch")]
    private static partial void Failed(ILogger logger, Exception cause);
}
