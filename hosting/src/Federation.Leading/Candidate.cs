using Federation.Hosting.Storage;
using Microsoft.Extensions.Logging;

namespace Federation.Leading;

/// <summary>One of several instances on one database: it knows who leads, and takes the seat when its time has run out. Real time, also in a rehearsal.</summary>
/// <param name="seat">The seat.</param>
/// <param name="leadership">What it tells who leads.</param>
/// <param name="instance">This instance's name.</param>
/// <param name="lease">How long the seat is kept without a renewal.</param>
/// <param name="logger">What it tells of changes.</param>
public sealed partial class Candidate(LeaderSeat seat, Leadership leadership, string instance, TimeSpan lease, ILogger<Candidate> logger)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    private bool _isLost;

    /// <summary>Waits for the seat and takes it; null when this program is to stop.</summary>
    /// <param name="address">Where the other instances reach this one.</param>
    /// <param name="stopping">Cancelled when this program is to stop.</param>
    public async Task<HeldSeat?> TakeAsync(LeaderAddress address, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            if (TryTake(address) is { } term)
            {
                Takes(logger, instance, term);
                return new HeldSeat(seat, term, lease, logger);
            }
            await Task.Delay(Look, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        return null;
    }

    private long? TryTake(LeaderAddress address)
    {
        try
        {
            var seen = seat.Look();
            _isLost = false;
            leadership.Set(seen.IsFree ? Standing.Unknown : new Standing(Leads: false, seen.Term, seen.Holder, LeaderAddress.Read(seen.Address)));
            return seen.IsFree ? seat.TryTake(seen, instance, address.ToString()) : null;
        }
        catch (Exception e) when (StorageFault.Is(e))
        {
            leadership.Set(Standing.Unknown);
            if (!_isLost)
                Lost(logger, StorageFault.CodeOf(e)!);
            _isLost = true;
            return null;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "instance {Instance} takes term {Term}")]
    private static partial void Takes(ILogger logger, string instance, long term);

    [LoggerMessage(2, LogLevel.Error, "who leads is not known: {Code}")]
    private static partial void Lost(ILogger logger, string code);
}
