using System.Threading.Channels;
using TrustList.Format.Verification;

namespace TrustList.Sync.Status;

/// <summary>
/// Applies what a feed says, and fetches what it leaves out. The feed is a hint that there is news: heads and epochs prove
/// themselves; whatever does not fit, and whatever stays away too long, is fetched as a package.
/// </summary>
/// <param name="client">The mirror and its store. Nobody else pulls with it meanwhile.</param>
/// <param name="feed">The feed.</param>
/// <param name="clock">Now.</param>
public sealed class StatusFollowing(StatusClient client, IStatusFeed feed, TimeProvider clock)
{
    /// <summary>The least time between two pulls.</summary>
    public static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    /// <summary>Without a feed the hub is asked so often.</summary>
    public static readonly TimeSpan WithoutFeed = TimeSpan.FromSeconds(15);

    /// <summary>A hub makes an epoch once a minute at least: with nothing for so long it is asked as well.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromSeconds(75);

    private static readonly TimeSpan BetweenSaves = TimeSpan.FromMinutes(1);

    private const int Waiting = 64;
    private long lastSave;
    private long lastPull;
    private long lastNews;
    private bool owed = true;
    private bool connected;

    /// <summary>Follows for ever.</summary>
    /// <param name="trust">The trust list that decides now; null while there is none: then nothing is taken.</param>
    /// <param name="observed">Called after each step.</param>
    /// <param name="cancellation">The one thing that ends it.</param>
    public async Task RunAsync(Func<TrustState?> trust, Action<FollowStep> observed, CancellationToken cancellation)
    {
        // A full queue holds the hub back, no more.
        var queue = Channel.CreateBounded<FeedMessage>(new BoundedChannelOptions(Waiting) { SingleReader = true, SingleWriter = true });
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var pump = PumpAsync(queue.Writer, end.Token);
        try
        {
            while (true)
            {
                var message = await NextAsync(queue.Reader, cancellation);
                connected = message is FeedConnected || (connected && message is not FeedLost);
                if (trust() is not { } state)
                    owed = true;
                else if (await TakeAsync(message, state, cancellation) is { } step)
                    observed(step);
            }
        }
        finally
        {
            await end.CancelAsync();
            await pump.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<FollowStep?> TakeAsync(FeedMessage? message, TrustState trust, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var applied = message switch
        {
            FeedStatus status => client.Mirror.ApplyUpdate(status.Region, status.Head, status.Delta, trust, now),
            FeedEpoch epoch => client.Mirror.ApplyEpoch(epoch.Proof, epoch.Heads.Select(head => (head.Region, head.Version)), trust, now),
            _ => null,
        };
        if (message is FeedEpoch && applied is { Ok: true })
        {
            lastNews = TimeProvider.System.GetTimestamp();
            Save();
        }
        owed |= message is FeedConnected or FeedReset || applied is { Ok: false, Fault: not MirrorFault.Equivocation }
            || Since(lastNews) > (connected ? Quiet : WithoutFeed);
        var pulled = owed && Since(lastPull) >= Between ? await PullAsync(trust, cancellation) : null;
        return message is null && pulled is null ? null : new FollowStep(message, applied, pulled);
    }

    // What comes by push alone must outlive a power failure too, and its epoch is the floor below which no hub may go.
    private void Save()
    {
        if (Since(lastSave) < BetweenSaves)
            return;
        lastSave = TimeProvider.System.GetTimestamp();
        client.Save();
    }

    private async Task<StatusPullOutcome> PullAsync(TrustState trust, CancellationToken cancellation)
    {
        var outcome = await client.PullAsync(trust, cancellation);
        lastPull = lastNews = TimeProvider.System.GetTimestamp();
        // What failed is tried again when the hub is quiet, or by the next thing that does not fit.
        owed = false;
        return outcome;
    }

    private async Task PumpAsync(ChannelWriter<FeedMessage> queue, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await foreach (var message in feed.ReadAsync(cancellation))
                    await queue.WriteAsync(message, cancellation);
            }
            catch (Exception failure) when (!cancellation.IsCancellationRequested)
            {
                // Whatever a hub sent, the next connection may be better.
                await queue.WriteAsync(new FeedLost(failure.GetType().Name), cancellation);
            }
            await Task.Delay(Between, cancellation);
        }
    }

    private static async Task<FeedMessage?> NextAsync(ChannelReader<FeedMessage> queue, CancellationToken cancellation)
    {
        using var tick = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        tick.CancelAfter(Between);
        try
        {
            return await queue.ReadAsync(tick.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    // Patience with a hub is real time, also under a rehearsal clock.
    private static TimeSpan Since(long timestamp) => timestamp == 0 ? TimeSpan.MaxValue : TimeProvider.System.GetElapsedTime(timestamp);
}
