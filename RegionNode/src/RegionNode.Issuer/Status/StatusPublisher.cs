namespace RegionNode.Issuer.Status;

/// <summary>
/// Decides when heads and lists are signed: urgent changes at once, but no oftener than each 100 ms (setting), so that a
/// burst makes one head and one list; others once a minute (setting); and whatever else is due, looked for once a second.
/// The head goes first: it is small, and what others wait for.
/// </summary>
internal sealed partial class StatusPublisher(
    NodeOptions options, StatusHeads heads, StatusLists lists, StatusSignal signal, ILogger<StatusPublisher> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private readonly TimeProvider real = TimeProvider.System; // Gathering is real time, also in a rehearsal.

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var gathering = TimeSpan.FromMilliseconds(options.UrgentMilliseconds);
        var (forHeads, forLists) = (new RoutineGathering(options), new RoutineGathering(options));
        while (!stoppingToken.IsCancellationRequested)
        {
            var began = real.GetTimestamp();
            SignDue(heads.SignDue, forHeads);
            SignDue(lists.SignDue, forLists);
            await signal.WaitAsync(Look, stoppingToken);
            if (signal.TakeRoutine())
            {
                forHeads.Begin();
                forLists.Begin();
            }
            if (gathering - real.GetElapsedTime(began) is { } rest && rest > TimeSpan.Zero)
                await Task.Delay(rest, stoppingToken);
        }
    }

    private void SignDue(Func<bool, bool> sign, RoutineGathering routine)
    {
        try
        {
            var due = routine.IsDue;
            if (sign(due) && due)
                routine.End();
        }
        catch (Exception e)
        {
            Failed(logger, e); // The changes are durable and not yet out: the next look finds them.
        }
    }

    [LoggerMessage(1, LogLevel.Error, "cannot sign a status head or list")]
    private static partial void Failed(ILogger logger, Exception cause);
}
