using RegionNode.Issuer.Inception;
using RegionNode.Issuer.Keys;

namespace RegionNode.Issuer.Submission;

/// <summary>Looks once a second for answers of the operators, for emergency notices and for a node.json that is due.</summary>
internal sealed partial class RegionKeeper(RegionIntake intake, NodePublication publication, KnownNotices notices, ILogger<RegionKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                notices.Look();
                intake.Look();
                publication.SignIfDue();
            }
            catch (Exception e)
            {
                Failed(logger, e); // Both are safe to do again from any point.
            }
            await Task.Delay(Pause, stoppingToken);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "cannot take or sign the region's own records")]
    private static partial void Failed(ILogger logger, Exception cause);
}
