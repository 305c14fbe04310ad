using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Neighbours;
using RegionNode.Issuer.Storage;
using TrustList.Format.Disputes;

namespace RegionNode.Issuer.Disputes;

/// <summary>
/// Carries disputes to their home regions until each is answered, as <see cref="DisputeSchedule"/> has them due. Asking again is
/// reporting again. What stands in the database is what is to be done; a crash loses only the pauses. A look reads those that are due
/// and no others, <see cref="AtOnce"/> at most, and one that fails keeps none of the others back.
/// </summary>
internal sealed partial class DisputeSender(
    NodeOptions options, DisputeWire wire, NeighbourKeys neighbours, IDurableStore store, DisputeSignal signal, TimeProvider clock, ILogger<DisputeSender> logger)
    : BackgroundService
{
    private const int AtOnce = 200;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private readonly DisputeSchedule schedule = new(TimeProvider.System); // Pauses are real time, also in a rehearsal.

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await signal.WaitAsync(Look, stoppingToken);
            try
            {
                var (open, upTo) = store.Read(db => DisputeTable.OutgoingAfter(db, options.Code, schedule.Newest, AtOnce));
                schedule.Add(open, upTo);
            }
            catch (Exception e)
            {
                Failed(logger, e); // The store failed; what stands in it is safe to look at again.
            }
            await CarryDueAsync(stoppingToken);
        }
    }

    private async Task CarryDueAsync(CancellationToken cancellation)
    {
        var silent = new HashSet<string>(StringComparer.Ordinal); // One try a look for a region that does not answer.
        for (var carried = 0; carried < AtOnce && !cancellation.IsCancellationRequested && schedule.TakeDue() is { } errand;)
        {
            var (tried, ends) = (false, false);
            try
            {
                if (silent.Contains(errand.Home))
                    continue;
                tried = true;
                carried++;
                ends = store.Read(db => DisputeTable.FindOpen(db, errand.Seq)) is not { } row || await CarryAsync(row, silent, cancellation);
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                Failed(logger, e);
            }
            finally
            {
                if (!ends)
                    schedule.PutBack(errand, tried);
            }
        }
    }

    /// <summary>Whether it need not be carried again.</summary>
    private async Task<bool> CarryAsync(DisputeRow row, HashSet<string> silent, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (now > row.ReceivedAt + DisputeLimits.Patience)
            return Set(row, DisputeState.GivenUp, row.Problem);
        if (!neighbours.IsNeighbour(row.Home, now))
            return Set(row, row.State, neighbours.IsFollowing ? "RegionGone" : "NotFollowingTrust");
        var delivery = await wire.ReportAsync(row.Home, row.Record, cancellation);
        if (delivery.Answer is null)
        {
            if (delivery.IsSilent)
                silent.Add(row.Home);
            return Set(row, delivery.IsFinal ? DisputeState.Refused : row.State, delivery.Problem);
        }
        if (delivery.Answer.Length == 0)
            return Set(row, DisputeState.Received, problem: null);
        var answer = DisputeAnswer.Verify(delivery.Answer, row.Claims, keyId => neighbours.StatusKey(row.Home, keyId, now), now);
        return answer.Ok ? Keep(row, delivery.Answer, answer.Value, now) : Set(row, row.State, $"BadAnswer: {answer.Fault}");
    }

    private bool Keep(DisputeRow row, byte[] bytes, DisputeAnswer answer, DateTimeOffset now) => store.Write("dispute answered", db =>
    {
        if (DisputeTable.SetAnswer(db, row, bytes, answer.Claims.At, remark: null))
            AuditTrail.Note(db, Access.OfRegion(row.Home, "dispute"), AuditAct.DisputeAnswered, row.Driver, $"{row.Id}: {answer.Claims.Finding}", now);
        return true;
    });

    /// <summary>Whether it ends in that state.</summary>
    private bool Set(DisputeRow row, DisputeState state, string? problem)
    {
        if (row.State != state || row.Problem != problem)
        {
            store.Write("dispute moved on", db =>
            {
                DisputeTable.SetState(db, row.Seq, state, problem);
                return true;
            });
        }
        return state is DisputeState.GivenUp or DisputeState.Refused;
    }

    [LoggerMessage(1, LogLevel.Error, "cannot carry disputes")]
    private static partial void Failed(ILogger logger, Exception cause);
}
