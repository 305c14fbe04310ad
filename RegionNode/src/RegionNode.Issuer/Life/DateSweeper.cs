using RegionNode.Issuer.Applications;

namespace RegionNode.Issuer.Life;

/// <summary>Sweeps the dates, and what ends by its time, once at the start and once on every new day in China. A sweep that fails is tried again at the next look.</summary>
internal sealed partial class DateSweeper(DateSweep sweep, ApplicationEnds ends, TimeProvider clock, ILogger<DateSweeper> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1); // Real time, also in a rehearsal: the day is the clock's.

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // The host does not wait for a walk over all records.
        DateOnly? swept = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            var today = ChinaTime.DayOf(clock.GetUtcNow());
            if (today != swept && TrySweep(stoppingToken))
                swept = today;
            await Task.Delay(Look, stoppingToken);
        }
    }

    /// <summary>Each by itself: what keeps one from its end keeps the other from nothing.</summary>
    private bool TrySweep(CancellationToken cancellation)
    {
        var (dates, times) = (Try(sweep.Run, "the dates", cancellation), Try(ends.Run, "what ends by its time", cancellation));
        return dates && times;
    }

    private bool Try(Func<CancellationToken, int> run, string what, CancellationToken cancellation)
    {
        try
        {
            var recorded = run(cancellation);
            if (recorded > 0)
                Swept(logger, recorded);
            return true;
        }
        catch (Exception e)
        {
            Failed(logger, what, e);
            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Information, "{Recorded} dates have passed, and what follows is recorded")]
    private static partial void Swept(ILogger logger, int recorded);

    [LoggerMessage(2, LogLevel.Error, "cannot sweep {What}")]
    private static partial void Failed(ILogger logger, string what, Exception cause);
}
