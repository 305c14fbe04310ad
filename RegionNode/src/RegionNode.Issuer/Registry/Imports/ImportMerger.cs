namespace RegionNode.Issuer.Registry.Imports;

/// <summary>Drives a decided import to its end, also after a crash; between two batches others write.</summary>
internal sealed partial class ImportMerger(ImportMerge merge, ImportSignal signal, ILogger<ImportMerger> logger) : BackgroundService
{
    private static readonly TimeSpan OthersTurn = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await signal.WaitAsync(stoppingToken);
            while (Next() is { } pause)
                await Task.Delay(pause, stoppingToken);
        }
    }

    private TimeSpan? Next()
    {
        try
        {
            return merge.Next() ? OthersTurn : null;
        }
        catch (Exception e)
        {
            Failed(logger, e); // The batch is undone or recorded: the next look knows.
            return AfterFailure;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "cannot merge a batch of an import")]
    private static partial void Failed(ILogger logger, Exception cause);
}
