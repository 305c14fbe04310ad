using System.Diagnostics;
using Federation.Hosting.Storage;
using Microsoft.Extensions.Logging;

namespace Federation.Leading;

/// <summary>
/// A seat that this instance has taken, and keeps: it is renewed five times a lease on a thread of its own. What counts is when the
/// last good renewal was asked for: the seat lasts at least a lease from there.
/// </summary>
public sealed partial class HeldSeat : IAsyncDisposable
{
    private readonly LeaderSeat _seat;
    private readonly TimeSpan _lease;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _over = new();
    private readonly CancellationTokenSource _stopped = new();
    private readonly Task _keeping;

    internal HeldSeat(LeaderSeat seat, long term, TimeSpan lease, ILogger logger)
    {
        (_seat, Term, _lease, _logger, Over) = (seat, term, lease, logger, _over.Token);
        _keeping = Task.Factory.StartNew(Keep, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>The term.</summary>
    public long Term { get; }

    /// <summary>Cancelled when the term is over for this instance, or may be: it then writes nothing more.</summary>
    public CancellationToken Over { get; }

    /// <summary>Takes it for over, where a write showed that it is.</summary>
    public Task LoseAsync() => _over.CancelAsync();

    /// <summary>Renews no more, and gives the seat up where it still is this instance's.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        await _keeping;
        try
        {
            _seat.Leave(Term);
        }
        catch (Exception e) when (StorageFault.Is(e))
        {
            // Its time runs out by itself.
        }
        _stopped.Dispose();
        _over.Dispose();
    }

    private void Keep()
    {
        var renewed = Stopwatch.GetTimestamp();
        while (!_stopped.Token.WaitHandle.WaitOne(_lease / 5))
        {
            var asked = Stopwatch.GetTimestamp();
            try
            {
                if (!_seat.Renew(Term))
                    break;
                renewed = asked;
            }
            catch (Exception e) when (StorageFault.Is(e))
            {
                NotRenewed(_logger, Term, StorageFault.CodeOf(e)!);
            }
            if (Stopwatch.GetElapsedTime(renewed) > _lease)
                break;
        }
        if (!_stopped.IsCancellationRequested)
            _over.Cancel();
    }

    [LoggerMessage(1, LogLevel.Error, "term {Term} was not renewed: {Code}")]
    private static partial void NotRenewed(ILogger logger, long term, string code);
}
