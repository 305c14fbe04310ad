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
    private readonly Queue<FeedItem> _items = new();
    private TaskCompletionSource _next = NewSignal();
    private ulong _newest;
    private long _bytes;

    /// <summary>Begins a run. Its first sequence is higher than those of earlier runs, so that who resumes from one of these is told to begin anew.</summary>
    /// <param name="startedAt">Real time, also in a rehearsal.</param>
    public FeedRing(DateTimeOffset startedAt) => _newest = (ulong)startedAt.ToUnixTimeSeconds() << 20;

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
            feedEvent.Sequence = ++_newest;
            var item = FeedItem.Of(feedEvent);
            _items.Enqueue(item);
            _bytes += item.Text.Length;
            while (_items.Count > MaxEvents || (_bytes > MaxBytes && _items.Count > 1))
                _bytes -= _items.Dequeue().Text.Length;
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
            var behind = sequence < _newest ? _newest - sequence : ulong.MaxValue;
            return behind > (ulong)_items.Count
                ? ([FeedItem.Of(FeedEvents.Reset(_newest))], Task.CompletedTask)
                : ([.. _items.Skip(_items.Count - (int)behind).Take(most)], Task.CompletedTask);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
