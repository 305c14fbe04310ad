using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using TrustList.Format.Metadata;
using TrustList.Format.Verification;
using TrustList.Sync;
using TrustList.Testing;

namespace Federation.Bench;

/// <summary>
/// The trust list of 31 provinces, and of these with 333 cities, ten keys each: its size, the first sync and one
/// without a change beside tuf-js on the same repository, and what verifying the whole of it costs.
/// </summary>
public static class TrustBench
{
    private const string Ours = "this client", Raw = "raw P-256 verify", Whole = "verify the list";
    private const double MostBytesAKey = 512, MostTimesRaw = 1.2, MostIdleBytes = 1024;

    /// <summary>Runs the benchmark.</summary>
    /// <param name="options">How.</param>
    public static async Task<IReadOnlyList<BenchRow>> RunAsync(BenchOptions options)
    {
        await using var hub = await HubSimulator.StartAsync();
        var rows = new List<BenchRow>();
        foreach (var regions in options.Alone ? [31] : new[] { 31, 364 })
        {
            var list = new BenchTrustList(regions, hub.Url);
            hub.Files = list.Repository.Files;
            rows.Add(Size(list));
            rows.AddRange(await Sync(list, hub, options));
            rows.Add(await Verification(list, options));
        }
        return rows;
    }

    private static BenchRow Size(BenchTrustList list)
    {
        var raw = list.Repository.Files.Sum(file => file.Value.Length);
        var packed = list.Repository.Files.Sum(file => Gzip(file.Value));
        var aKey = (double)packed / list.KeyCount;
        return new($"{list.Regions} regions, bytes", raw, "bytes", $"at most {MostBytesAKey} bytes a key gzipped", "gzip, each file", packed, aKey, aKey <= MostBytesAKey);
    }

    private static async Task<IReadOnlyList<BenchRow>> Sync(BenchTrustList list, HubSimulator hub, BenchOptions options)
    {
        var peer = TufJsPeer.Find(options.Alone);
        var (first, idle, theirs) = (new List<SyncCost>(), new List<SyncCost>(), new List<(SyncCost First, SyncCost Idle)>());
        for (var round = -1; round < options.Rounds; round++)
        {
            var client = new TrustClient(new TrustStore(new MemoryFileStore()), list.Repository.Anchor, hub.Url, TrustClient.CreateHttpClient(), new SettableClock(list.Now), new SyncOptions { FetchStatusLists = false });
            var pair = (First: await Run(client, changed: true), Idle: await Run(client, changed: false));
            var beside = peer is null ? default : await peer.RunAsync(list, hub);
            if (round < 0)
                continue;
            first.Add(pair.First);
            idle.Add(pair.Idle);
            theirs.Add(beside);
        }
        var name = peer is null ? "-" : "tuf-js";
        return
        [
            .. Rows($"{list.Regions} regions, first sync", first, name, [.. theirs.Select(cost => cost.First)], _ => true, string.Empty),
            .. Rows($"{list.Regions} regions, no change", idle, name, [.. theirs.Select(cost => cost.Idle)], cost => cost is { Requests: 2, Bytes: <= (long)MostIdleBytes }, "two requests, at most 1 KB"),
        ];
    }

    private static async Task<SyncCost> Run(TrustClient client, bool changed)
    {
        var watch = Stopwatch.StartNew();
        var outcome = await client.SyncAsync();
        return outcome is { Ok: true } && outcome.Changed == changed
            ? new(outcome.RequestCount, outcome.Bytes, watch.Elapsed.TotalMilliseconds)
            : throw new InvalidOperationException($"the benchmark's own list was refused: {outcome.Fault} {outcome.Detail}");
    }

    private static IEnumerable<BenchRow> Rows(string row, List<SyncCost> ours, string peer, List<SyncCost> theirs, Func<SyncCost, bool> ok, string target)
    {
        var met = ours.TrueForAll(cost => ok(cost));
        yield return Row("requests", cost => cost.Requests);
        yield return Row("bytes", cost => cost.Bytes);
        yield return Row("ms", cost => cost.Milliseconds);

        BenchRow Row(string unit, Func<SyncCost, double> of)
        {
            var (mine, other) = (CpuClock.Median(ours.Select(of)), CpuClock.Median(theirs.Select(of)));
            return new(row, mine, unit, unit == "ms" ? string.Empty : target, peer, other, other == 0 ? 0 : mine / other, unit == "ms" || met);
        }
    }

    private static async Task<BenchRow> Verification(BenchTrustList list, BenchOptions options)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var hash = RandomNumberGenerator.GetBytes(32);
        var signature = key.SignHash(hash);
        var contest = new Contest(options);
        contest.Add(Raw, _ =>
        {
            for (var i = 0; i < list.SignatureCount; i++)
                key.VerifyHash(hash, signature);
        });
        contest.Add(Whole, _ => Verify(list));
        await contest.RunAsync();
        var ratio = contest.Ratio(Raw, Whole);
        return new($"{list.Regions} regions, verify whole", contest.RateOf(Whole), "per CPU s", $"at most {MostTimesRaw} times its {list.SignatureCount} raw checks", Raw, contest.RateOf(Raw), ratio, ratio <= MostTimesRaw);
    }

    private static void Verify(BenchTrustList list)
    {
        var repository = list.Repository;
        var step = TrustedMetadata.Start(repository.Anchor).Next!.WithTimestamp(repository.Files["timestamp.json"], list.Now);
        step = step.Next!.WithSnapshot(repository.Files["1.snapshot.json"], list.Now);
        step = step.Next!.WithTargets(repository.Files["1.targets.json"], list.Now);
        foreach (var region in repository.Regions)
        {
            step = step.Next!.WithDelegated(RoleNames.Region(region.Code), RoleNames.Targets, repository.Files[$"1.{RoleNames.Region(region.Code)}.json"], list.Now);
            step = step.Next!.WithDelegated(RoleNames.Node(region.Code), RoleNames.Region(region.Code), repository.Files[$"1.{RoleNames.Node(region.Code)}.json"], list.Now);
        }
        if (!step.Ok || TrustState.Build(step.Next!, repository.Target) is not { Ok: true, Value: var state } || state.Issuers.Count != list.Regions)
            throw new InvalidOperationException("the benchmark's own list was refused");
    }

    private static int Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(bytes);
        return (int)packed.Length;
    }
}
