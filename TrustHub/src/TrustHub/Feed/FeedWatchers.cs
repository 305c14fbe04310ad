using System.Runtime.CompilerServices;

namespace TrustHub.Feed;

/// <summary>The watchers of the feed, by whatever protocol: how many there may be, and what each gets next.</summary>
public sealed class FeedWatchers(FeedRing ring, HubOptions options, IHostApplicationLifetime lifetime)
{
    /// <summary>After so much silence a watcher is shown that the feed lives.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private const int AtOnce = 64;
    private readonly Lock _gate = new();
    private int _nodes;
    private int _public;

    /// <summary>How many watch now, on both listeners.</summary>
    public int Present
    {
        get
        {
            lock (_gate)
                return _nodes + _public;
        }
    }

    /// <summary>
    /// Takes a place among the watchers of a listener, given back when it is disposed; null when all are taken. Nobody without
    /// a key can take the places of those who have one.
    /// </summary>
    public IDisposable? TryEnter(bool node)
    {
        lock (_gate)
        {
            ref var present = ref node ? ref _nodes : ref _public;
            if (present >= options.FeedWatchers)
                return null;
            present++;
            return new Place(this, node);
        }
    }

    private void Leave(bool node)
    {
        lock (_gate)
        {
            ref var present = ref node ? ref _nodes : ref _public;
            present--;
        }
    }

    /// <summary>
    /// The events after one, as they come, until the watcher or the hub ends it; null after each <see cref="Heartbeat"/>
    /// of silence. Reads only as fast as it is enumerated: who falls behind gets a reset in place of what is gone.
    /// </summary>
    /// <param name="after">The last sequence seen; 0: from now on.</param>
    /// <param name="regions">Only these regions' heads; none: all.</param>
    /// <param name="cancellation">The watcher goes.</param>
    public async IAsyncEnumerable<FeedItem?> WatchAsync(
        ulong after, IReadOnlySet<string> regions, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lifetime.ApplicationStopping);
        var place = after == 0 ? ring.Newest : after;
        while (!end.IsCancellationRequested)
        {
            var (items, more) = ring.After(place, AtOnce);
            foreach (var item in items)
            {
                place = item.Event.Sequence;
                if (item.Concerns(regions))
                    yield return item;
            }
            if (items.Count > 0)
                continue;
            // Real time, also in a rehearsal: connections are real.
            await more.WaitAsync(Heartbeat, TimeProvider.System, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!more.IsCompleted && !end.IsCancellationRequested)
                yield return null;
        }
    }

    private sealed class Place(FeedWatchers watchers, bool node) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
                watchers.Leave(node);
        }
    }
}
