using Google.Protobuf;
using TrustList.Format.Encoding;
using TrustList.Format.Status;
using TrustList.Protocol;
using TrustList.Testing;

namespace Federation.Bench.Serve;

/// <summary>The hub's public files beside nginx with the same folder, on the same machine and by the same load, in interleaved rounds.</summary>
internal static class ServeBench
{
    private const int Regions = 31, Entries = 1 << 20;
    private const double Aim = 0.8;

    /// <summary>Runs the benchmark; no row where the hub is not built or wrk is missing.</summary>
    public static async Task<IReadOnlyList<BenchRow>> RunAsync(BenchOptions options)
    {
        if (WrkLoad.Missing is { } missing)
        {
            Console.Error.WriteLine($"bench: serving is left out ({missing})");
            return [];
        }
        await using var hub = await BenchHub.StartAsync(Regions);
        if (hub is null)
            return [];
        var list = await ListAsync(hub);
        var peer = options.Alone ? null : await NginxPeer.StartAsync(hub.PublicFolder);
        await using var nginx = peer?.Nginx;
        var rows = new List<BenchRow>();
        foreach (var (what, ours, theirs) in Objects(hub, list))
            rows.Add(await CompareAsync(what, new Uri(hub.Http.BaseAddress!, ours), peer is { Url: var url } ? new Uri(url, theirs) : null, options));
        return rows;
    }

    private static async Task<BenchRow> CompareAsync(string what, Uri ours, Uri? theirs, BenchOptions options)
    {
        using var http = new HttpClient();
        var bytes = await http.GetByteArrayAsync(ours);
        if (theirs is not null && !(await http.GetByteArrayAsync(theirs)).AsSpan().SequenceEqual(bytes))
            throw new InvalidOperationException($"{what}: other bytes");
        var (mine, beside) = (new List<double>(), new List<double>());
        for (var round = options.Rounds == 1 ? 0 : -1; round < options.Rounds; round++) // The first of several warms up.
        {
            var (hub, nginx) = (await WrkLoad.RateAsync(ours, options.Seconds), theirs is null ? 0 : await WrkLoad.RateAsync(theirs, options.Seconds));
            if (round >= 0)
            {
                mine.Add(hub);
                beside.Add(nginx);
            }
        }
        var name = $"{what}, {bytes.Length:n0} bytes";
        if (theirs is null)
            return new(name, CpuClock.Median(mine), "requests/s", "", "-", 0, 0, true);
        var ratio = CpuClock.Median(mine.Zip(beside, (hub, nginx) => hub / nginx));
        return new(name, CpuClock.Median(mine), "requests/s", $"at least {Aim}", "nginx", CpuClock.Median(beside), ratio, ratio >= Aim);
    }

    private static IEnumerable<(string What, string Ours, string Theirs)> Objects(BenchHub hub, string list)
    {
        var issuers = Largest(hub, "tuf/targets", "*.issuers.json");
        var snapshot = Largest(hub, "tuf", "*.snapshot.json");
        yield return ("timestamp", "/tuf/timestamp.json", "/tuf/timestamp.json");
        yield return ("snapshot", snapshot, snapshot);
        yield return ("a region's issuers", issuers, issuers);
        yield return ("a status list", $"/{list}", $"/{list}.cwt");
    }

    private static string Largest(BenchHub hub, string below, string name) =>
        "/" + Path.GetRelativePath(hub.PublicFolder, new DirectoryInfo(Path.Combine(hub.PublicFolder, below)).EnumerateFiles(name, SearchOption.AllDirectories).MaxBy(file => file.Length)!.FullName);

    /// <summary>A list of a million entries with 3 % of them changed.</summary>
    private static async Task<string> ListAsync(BenchHub hub)
    {
        var region = hub.Regions[0];
        var (uri, now) = (region.Node!.StatusBase + "0", Instants.WholeSeconds(TimeProvider.System.GetUtcNow()));
        var (entries, random) = (new StatusListBuilder(4, Entries), new SeededGenerator(7));
        for (var n = 0; n < Entries * 3 / 100; n++)
            entries[random.Next(Entries)] = (byte)(1 + (n % 3));
        var list = entries.ToList();
        var claims = new StatusListClaims(uri, now, now.AddDays(7), TimeSpan.FromMinutes(5), region.Node!.StatusBase.TrimEnd('/'), 1);
        await hub.Admission.SubmitStatusListAsync(new SubmitStatusListRequest
        {
            SubmissionId = "bench:list", Region = region.Code, Uri = uri, Version = 1,
            Cwt = ByteString.CopyFrom(StatusListToken.ToCwt(list, claims, region.StatusKey, region.StatusKey.PublicKey.Thumbprint)),
            Jwt = StatusListToken.ToJwt(list, claims, region.StatusKey, region.StatusKey.PublicKey.Thumbprint),
        });
        for (var file = Path.Combine(hub.PublicFolder, "status", region.Code, "0.cwt"); !File.Exists(file);)
            await Task.Delay(50);
        return $"status/{region.Code}/0";
    }
}
