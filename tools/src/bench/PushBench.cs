using System.Diagnostics;
using System.Text.Json.Nodes;
using TrustList.Protocol;

namespace Federation.Bench;

/// <summary>
/// From the moment a node begins to send a head until a watcher has it: 50 watchers by gRPC and 50 by Server-Sent Events
/// on one hub, heads at ten a second. On this machine all share the same cores.
/// </summary>
public static class PushBench
{
    private const int WatchersEach = 50, Heads = 100, Warm = 10;
    private const double Most = 1_000;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs the benchmark; no row where the hub is not built.</summary>
    /// <param name="options">How.</param>
    public static async Task<IReadOnlyList<BenchRow>> RunAsync(BenchOptions options)
    {
        await using var hub = await BenchHub.StartAsync(1);
        if (hub is null)
            return [];
        var heads = BenchHeads.Of(hub.Regions[0], Warm + Heads);
        var sent = new long[heads.Count + 1];
        using var end = new CancellationTokenSource();
        var watchers = Enumerable.Range(0, WatchersEach)
            .SelectMany(_ => new Func<Watching>[] { () => Watching.ByRpc(hub, sent, end.Token), () => Watching.ByEvents(hub, sent, end.Token) })
            .Select(start => start()).ToList();
        await Task.WhenAll(watchers.Select(watcher => watcher.Open));
        for (var i = 0; i < heads.Count; i++)
        {
            Volatile.Write(ref sent[i + 1], Stopwatch.GetTimestamp());
            await hub.Admission.SubmitStatusHeadAsync(heads[i]);
            await Task.Delay(Pace);
        }
        await Task.WhenAll(watchers.Select(watcher => watcher.Seen(heads.Count))).WaitAsync(TimeSpan.FromSeconds(30));
        await end.CancelAsync();
        double[] all = [.. watchers.SelectMany(watcher => watcher.Milliseconds(Warm)).Order()];
        return [Row("p50", all[all.Length / 2]), Row("p99", all[(int)(all.Length * 0.99)])];
    }

    private static BenchRow Row(string name, double milliseconds) =>
        new($"push, 100 watchers, {name}", milliseconds, "ms", $"at most {Most:0} ms", "-", 0, milliseconds / Most, milliseconds <= Most);

    /// <summary>One watcher and when each version reached it.</summary>
    private sealed class Watching
    {
        private readonly long[] sent;
        private readonly double[] arrived;
        private readonly TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);

        private Watching(long[] sent) => (this.sent, arrived) = (sent, new double[sent.Length]);

        public Task Open => open.Task;

        public Task Seen(int version) => arrived[version] > 0 ? Task.CompletedTask : all.Task;

        public IEnumerable<double> Milliseconds(int after) => arrived.Skip(after + 1);

        public static Watching ByRpc(BenchHub hub, long[] sent, CancellationToken end)
        {
            var watching = new Watching(sent);
            watching.Run(async () =>
            {
                using var call = new StatusFeed.StatusFeedClient(hub.Channel).Watch(new WatchRequest(), cancellationToken: end);
                await call.ResponseHeadersAsync;
                watching.open.SetResult();
                while (await call.ResponseStream.MoveNext(end))
                    watching.Arrive((int)call.ResponseStream.Current.Status.Version);
            });
            return watching;
        }

        public static Watching ByEvents(BenchHub hub, long[] sent, CancellationToken end)
        {
            var watching = new Watching(sent);
            watching.Run(async () =>
            {
                using var lines = new StreamReader(await hub.Http.GetStreamAsync(new Uri("/state/feed", UriKind.Relative), end));
                while (await lines.ReadLineAsync(end) is { } line)
                {
                    if (line == ": open")
                        watching.open.SetResult();
                    else if (line.StartsWith("data: ", StringComparison.Ordinal))
                        watching.Arrive((int)JsonNode.Parse(line[6..])!["version"]!);
                }
            });
            return watching;
        }

        private void Run(Func<Task> watch) => _ = Task.Run(async () =>
        {
            try
            {
                await watch();
            }
            catch (Exception e)
            {
                open.TrySetException(e);
                all.TrySetException(e);
            }
        });

        private void Arrive(int version)
        {
            arrived[version] = Stopwatch.GetElapsedTime(Volatile.Read(ref sent[version])).TotalMilliseconds;
            if (version == arrived.Length - 1)
                all.TrySetResult();
        }
    }
}
