namespace RegionNode.Issuer.Audit;

/// <summary>Has the trail's end signed once a day.</summary>
internal sealed partial class AuditAnchor(AuditSeals seals, ILogger<AuditAnchor> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5); // Real time, also in a rehearsal.

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Look, stoppingToken);
            try
            {
                seals.SignDue();
            }
            catch (Exception e)
            {
                Failed(logger, e); // The entries are durable: the next look finds them.
            }
        }
    }

    [LoggerMessage(1, LogLevel.Error, "cannot sign the audit trail")]
    private static partial void Failed(ILogger logger, Exception cause);
}
