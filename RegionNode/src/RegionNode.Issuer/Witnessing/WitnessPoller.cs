using RegionNode.Issuer.Submission;

namespace RegionNode.Issuer.Witnessing;

/// <summary>Witnesses twice a second (setting), outbound only.</summary>
internal sealed partial class WitnessPoller(
    NodeOptions options, WitnessDesk desk, WitnessStanding standing, TimeProvider clock, ILogger<WitnessPoller> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await desk.RoundAsync(stoppingToken);
            }
            catch (HubUnreachableException e)
            {
                standing.Trouble(clock.GetUtcNow(), $"does not answer ({e.Message})");
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Failed(logger, e); // Nothing was signed that was not recorded; the next round begins anew.
            }
            await Task.Delay(TimeSpan.FromMilliseconds(options.WitnessMilliseconds), stoppingToken);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "cannot witness the log")]
    private static partial void Failed(ILogger logger, Exception cause);
}
