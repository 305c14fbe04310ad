using System.Collections.Concurrent;
using TrustList.Format.Status;
using TrustList.Sync.Status;
using TrustList.Testing;

namespace TrustList.Sync.Tests.Status;

/// <summary>The feed over real HTTP: it resumes, it is bounded, and nothing that it says can do harm.</summary>
public sealed class FeedTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Resumes_after_the_last_event_when_the_connection_breaks()
    {
        await using var bed = await StatusBed.StartAsync();
        await using var reader = FeedReader.Of(bed);
        await reader.UntilAsync(seen => seen.Any(message => message is FeedConnected));
        SimulatedStatus.Push(bed.Hub, bed.Status.Change(bed.Shanghai, bed.Clock.Now, (8, StatusValue.Invalid)));
        await reader.UntilAsync(seen => seen.Any(message => message is FeedStatus));
        bed.Hub.Feed.Cut();
        SimulatedStatus.Push(bed.Hub, bed.Status.Change(bed.Shanghai, bed.Clock.Now, (9, StatusValue.Invalid)));
        await reader.UntilAsync(seen => seen.Count(message => message is FeedStatus) == 2);
        Assert.Equal("1", bed.Hub.Feed.LastEventId);
        Assert.Contains(reader.Seen, message => message is FeedLost);
    }

    [Fact]
    public async Task Survives_events_of_no_form_and_lines_without_end()
    {
        await using var bed = await StatusBed.StartAsync();
        await using var reader = FeedReader.Of(bed);
        await reader.UntilAsync(seen => seen.Any(message => message is FeedConnected));
        bed.Hub.Feed.PushRaw("event: status\ndata: {\"region\":7}\n\nevent: status\ndata: {]\n\nevent: other\ndata: {}\n\nevent: epoch\ndata: {\"proof\":\"!\"}\n\ndata\n\n"
            + "event: epoch\nid: 99999999999999999999999\ndata: {\"proof\":\"AA==\",\"heads\":[{\"region\":\"310000\",\"version\":\"99999999999999999999\"}]}\n\n");
        bed.Hub.Feed.PushRaw("event: reset\ndata: {}\n\n");
        await reader.UntilAsync(seen => seen.Any(message => message is FeedReset));
        Assert.DoesNotContain(reader.Seen, message => message is FeedStatus or FeedEpoch);
        bed.Hub.Feed.PushRaw("data: " + new string('x', EventStreamFeed.MaxEventBytes + 1));
        await reader.UntilAsync(seen => seen.Any(message => message is FeedLost { Detail: "a line without end" }));
        await reader.UntilAsync(seen => seen.Count(message => message is FeedConnected) == 2);
    }

    [Fact]
    public async Task Follows_pushes_epochs_and_gaps_to_what_the_hub_has()
    {
        await using var bed = await StatusBed.StartAsync();
        using var end = new CancellationTokenSource();
        using var http = TrustClient.CreateHttpClient();
        var steps = new ConcurrentQueue<FollowStep>();
        var following = new StatusFollowing(bed.Client, new EventStreamFeed(bed.Hub.Url, http, TimeProvider.System), bed.Clock).RunAsync(() => bed.Trust, steps.Enqueue, end.Token);
        await Until(() => bed.Mirror.Epoch == 0);
        SimulatedStatus.Push(bed.Hub, bed.Status.Change(bed.Shanghai, bed.Clock.Now, (8, StatusValue.Invalid)));
        await Until(() => bed.Mirror.Find("310000", 0, 8)!.Value == StatusValue.Invalid);
        bed.Status.Seal(bed.Clock.Now);
        bed.Status.PushEpoch(bed.Hub, 1);
        await Until(() => bed.Mirror.Epoch == 1);
        // A head is lost: the next one and the epoch do not fit, and the package brings both.
        bed.Status.Change(bed.Jiangsu, bed.Clock.Now, (4, StatusValue.Suspended));
        SimulatedStatus.Push(bed.Hub, bed.Status.Change(bed.Jiangsu, bed.Clock.Now, (5, StatusValue.Invalid)));
        bed.Status.Seal(bed.Clock.Now);
        bed.Serve();
        bed.Status.PushEpoch(bed.Hub, 2);
        await Until(() => bed.Mirror.Epoch == 2);
        Assert.Equal(StatusValue.Suspended, bed.Mirror.Find("320000", 0, 4)!.Value);
        Assert.Contains(steps, step => step.Applied is { Fault: MirrorFault.Gap });
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => following);
        Assert.Equal(StatusValue.Invalid, bed.Stored().Find("320000", 0, 5)!.Value);
    }

    private static async Task Until(Func<bool> holds)
    {
        for (var watch = System.Diagnostics.Stopwatch.StartNew(); !holds(); await Task.Delay(20))
            Assert.True(watch.Elapsed < Limit, "not in time");
    }

    private sealed class FeedReader : IAsyncDisposable
    {
        private readonly ConcurrentQueue<FeedMessage> seen = new();
        private readonly CancellationTokenSource end = new();
        private readonly HttpClient http = TrustClient.CreateHttpClient();
        private readonly Task reading;

        private FeedReader(StatusBed bed) => reading = ReadAsync(bed);

        public IReadOnlyCollection<FeedMessage> Seen => seen;

        public static FeedReader Of(StatusBed bed) => new(bed);

        public Task UntilAsync(Func<IReadOnlyCollection<FeedMessage>, bool> holds) => Until(() => holds(seen));

        public async ValueTask DisposeAsync()
        {
            await end.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            http.Dispose();
            end.Dispose();
        }

        private async Task ReadAsync(StatusBed bed)
        {
            await foreach (var message in new EventStreamFeed(bed.Hub.Url, http, TimeProvider.System).ReadAsync(end.Token))
                seen.Enqueue(message);
        }
    }
}
