using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Moving;

/// <summary>
/// Brings moves forward, each second and after each stretch of the log: does with each move what needs nobody else, and only then asks
/// other regions. All of it is safe to do again from any point, after any crash. Each region is asked by itself, about a few moves at once,
/// and not while it does not answer: so it holds up none. A move that cannot be brought forward is told of in health and passed by.
/// </summary>
internal sealed partial class MovingKeeper(
    SignedMoves signed, TransferWalk walk, MovingSteps steps, SilentRegions silent, MovingTroubles troubles, IDurableStore store, TimeProvider clock,
    ILogger<MovingKeeper> logger)
    : BackgroundService
{
    /// <summary>How long a move may wait before anything of it is signed.</summary>
    internal static readonly TimeSpan Untaken = TimeSpan.FromDays(3);

    // As long as backups are put back: so long the new side may ask once more for what it lost.
    private static readonly TimeSpan Asked = TimeSpan.FromDays(90);

    private const int MostOfOneRegion = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly AskingPace pace = new(clock);
    private readonly Dictionary<string, Task> rounds = new(StringComparer.Ordinal);
    private DateTimeOffset forgetting = DateTimeOffset.MinValue;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        signed.Open();
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var hasMore = false;
            try
            {
                hasMore = await walk.AdvanceAsync(stoppingToken);
                Forget();
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Failed(logger, e, "-"); // What is known already goes on.
            }
            GoAbout(stoppingToken);
            if (!hasMore)
                await Task.Delay(Pause, stoppingToken);
        }
    }

    private void Forget()
    {
        var now = clock.GetUtcNow();
        if (now < forgetting)
            return;
        store.Write("forget salts", db =>
        {
            TransferTable.ForgetSalts(db, now - Asked);
            return true;
        });
        signed.Forget();
        forgetting = now.AddHours(1);
    }

    private void GoAbout(CancellationToken stopping)
    {
        try
        {
            var untaken = clock.GetUtcNow() - Untaken;
            var due = store.Read(db => TransferTable.Due(db, untaken));
            troubles.KeepOnly(due.Select(move => move.Id).ToHashSet(StringComparer.Ordinal));
            pace.KeepOnly(due);
            foreach (var region in due.Where(Asks).GroupBy(move => move.Other).ToList())
            {
                if (!silent.Contains(region.Key) && rounds.GetValueOrDefault(region.Key) is not { IsCompleted: false })
                    rounds[region.Key] = Task.Run(() => RoundAsync(pace.Due(region), stopping), CancellationToken.None);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Failed(logger, e, "-");
        }
    }

    /// <summary>Does what this side does alone; whether the other region is to be asked.</summary>
    private bool Asks(DueMove move)
    {
        try
        {
            if (steps.Settle(move))
                return true;
            troubles.Clear(move.Id);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Trouble(move, e);
        }
        return false;
    }

    private Task RoundAsync(IReadOnlyList<DueMove> moves, CancellationToken stopping) => Parallel.ForEachAsync(
        moves, new ParallelOptions { MaxDegreeOfParallelism = MostOfOneRegion, CancellationToken = stopping }, async (move, cancellation) =>
        {
            if (silent.Contains(move.Other))
                return; // Since this round began.
            try
            {
                pace.Asked(move);
                await steps.AskAsync(move, cancellation);
                troubles.Clear(move.Id);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Trouble(move, e);
            }
        });

    private void Trouble(DueMove move, Exception cause)
    {
        if (troubles.Set(move.Id, $"{cause.GetType().Name}: {cause.Message}"))
            Failed(logger, cause, move.Id);
    }

    [LoggerMessage(1, LogLevel.Error, "cannot bring transfer {Id} forward")]
    private static partial void Failed(ILogger logger, Exception cause, string id);
}
