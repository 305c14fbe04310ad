using TrustList.Protocol;

namespace TrustHub.Feed;

/// <summary>
/// The newest events, once for all watchers: a watcher holds no queue but its place here, so a thousand slow ones cost
/// what one does. Who has fallen behind the oldest event is told to fetch the state anew. Bounded in number and bytes.
/// </summary>
public sealed class FeedRing
{
    /// <summary>How many events are kept.</summary>
    public const int MaxEvents = 4_096;

    /// <summary>How many bytes of event text are kept.</summary>
    public const int MaxBytes = 32_000_000;

    private readonly Lock _gate = new();
    private readonly FeedItem?[] _items = new FeedItem?[MaxEvents]; // By sequence; the kept ones are the newest.
    private TaskCompletionSource _next = NewSignal();
    private ulong _newest;
    private ulong _oldest; // Of those kept; one more than the newest where none is.
    private long _bytes;

    /// <summary>Begins a run. Its first sequence is higher than those of earlier runs, so that who resumes from one of these is told to begin anew.</summary>
    /// <param name="startedAt">Real time, also in a rehearsal.</param>
    public FeedRing(DateTimeOffset startedAt)
    {
        _newest = (ulong)startedAt.ToUnixTimeSeconds() << 20;
        _oldest = _newest + 1;
    }

    /// <summary>The sequence of the newest event.</summary>
    public ulong Newest
    {
        get
        {
            lock (_gate)
                return _newest;
        }
    }

    /// <summary>Gives an event the next sequence and shows it to all watchers.</summary>
    public void Publish(FeedEvent feedEvent)
    {
        TaskCompletionSource waiting;
        lock (_gate)
        {
            feedEvent.Sequence = _newest + 1;
            var item = FeedItem.Of(feedEvent);
            if (feedEvent.Sequence - _oldest == MaxEvents)
                Forget();
            _items[feedEvent.Sequence % MaxEvents] = item;
            _newest = feedEvent.Sequence;
            _bytes += item.Text.Length;
            while (_bytes > MaxBytes && _oldest < _newest)
                Forget();
            (waiting, _next) = (_next, NewSignal());
        }
        waiting.SetResult();
    }

    /// <summary>What follows an event.</summary>
    /// <param name="sequence">The last one seen.</param>
    /// <param name="most">How many at most.</param>
    /// <returns>The events, or a reset alone where some are gone; when there is nothing yet, what to wait for.</returns>
    public (IReadOnlyList<FeedItem> Items, Task More) After(ulong sequence, int most)
    {
        lock (_gate)
        {
            if (sequence == _newest)
                return ([], _next.Task);
            if (sequence > _newest || sequence + 1 < _oldest)
                return ([FeedItem.Of(FeedEvents.Reset(_newest))], Task.CompletedTask);
            var items = new FeedItem[(int)Math.Min(_newest - sequence, (ulong)most)];
            for (var i = 0; i < items.Length; i++)
                items[i] = _items[(sequence + 1 + (ulong)i) % MaxEvents]!;
            return (items, Task.CompletedTask);
        }
    }

    private void Forget()
    {
        ref var oldest = ref _items[_oldest++ % MaxEvents];
        _bytes -= oldest!.Text.Length;
        oldest = null;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
