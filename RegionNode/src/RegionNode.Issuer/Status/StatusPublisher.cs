namespace RegionNode.Issuer.Status;

/// <summary>
/// Decides when lists are signed: urgent changes at once, but no oftener than each 100 ms (setting), so that a burst
/// makes one list; others once a minute (setting); and whatever else is due, looked for once a second.
/// </summary>
internal sealed partial class StatusPublisher(NodeOptions options, StatusLists lists, StatusSignal signal, ILogger<StatusPublisher> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private readonly TimeProvider real = TimeProvider.System; // Gathering is real time, also in a rehearsal.

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var gathering = TimeSpan.FromMilliseconds(options.UrgentMilliseconds);
        long? routineSince = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            var began = real.GetTimestamp();
            var routineDue = routineSince is { } since && real.GetElapsedTime(since) >= TimeSpan.FromSeconds(options.RoutineSeconds);
            if (SignDue(routineDue) && routineDue)
                routineSince = null;
            await signal.WaitAsync(Look, stoppingToken);
            if (signal.TakeRoutine())
                routineSince ??= real.GetTimestamp();
            if (gathering - real.GetElapsedTime(began) is { } rest && rest > TimeSpan.Zero)
                await Task.Delay(rest, stoppingToken);
        }
    }

    private bool SignDue(bool routineToo)
    {
        try
        {
            return lists.SignDue(routineToo);
        }
        catch (Exception e)
        {
            Failed(logger, e); // The changes are durable and still unlisted: the next look finds them.
            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "cannot sign a status list")]
    private static partial void Failed(ILogger logger, Exception cause);
}
