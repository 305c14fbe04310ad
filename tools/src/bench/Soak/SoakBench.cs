using System.Globalization;
using Demo.People;
using Demo.World;
using Federation.Ceremonies.RollOut;
using TrustList.Testing;
using TrustList.Testing.Databases;

namespace Federation.Bench.Soak;

/// <summary>
/// All programs under mixed load, with kills, changes of TLS keys and publications: no verdict may be wrong, and what is never killed
/// holds no more memory, threads or files at the end than before.
/// </summary>
internal static class SoakBench
{
    private const int Hubs = 3, Desks = 2;
    private const double AtMost = 1.1, LongMinutes = 10;

    /// <summary>How long after its acknowledgement a suspension or revocation may be unknown elsewhere, whatever is killed meanwhile.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    /// <summary>The same of a lift, which waits for an epoch with its head that enough witnesses have cosigned; issuers, among them the witnesses, and hubs are killed meanwhile.</summary>
    private static readonly TimeSpan Lifted = TimeSpan.FromSeconds(120);

    /// <summary>Runs it; a run of ten minutes or more writes docs/soak.md.</summary>
    public static async Task<IReadOnlyList<BenchRow>> RunAsync(BenchOptions options)
    {
        var random = new SeededGenerator((ulong)Environment.TickCount64);
        await using var postgres = LocalPostgres.Missing is null ? await LocalPostgres.StartAsync() : null;
        await using var redis = LocalRedis.Missing is null ? await LocalRedis.StartAsync() : null;
        Region[] regions = [Region.Shanghai, Region.Jiangsu, Region.Anhui];
        await using var bed = await RegionBed.StartAsync(["--Tls:OverlapSeconds=3"], postgres, Hubs, regions);
        await using var pair = redis is null ? null : await GatewayPair.StartAsync(bed.Country, bed.Country[Region.Anhui], redis, CancellationToken.None);
        var number = 1_000;
        var desks = new Inspection(bed.Country, regions) { Window = Window, Lifted = Lifted };
        var offices = regions.Select(region => new SoakOffice(bed.Country, region, desks, new SeededGenerator(random.NextUInt64()), () => Interlocked.Increment(ref number))).ToList();
        var (verifiers, disturbances, footprints) = (new SoakVerifiers(bed.Country, desks), new Disturbances(bed.Country, pair), new SoakFootprints());
        using var end = new CancellationTokenSource(TimeSpan.FromMinutes(options.Minutes));
        await Task.WhenAll(
        [
            .. offices.Select(office => office.WorkAsync(end.Token)),
            .. Enumerable.Range(0, Desks).Select(_ => desks.WorkAsync(TimeSpan.FromMilliseconds(100), end.Token)),
            verifiers.CarryAsync(bed.Country.Workspace, end.Token), verifiers.FollowAsync(end.Token), verifiers.FollowAsync(end.Token),
            pair is null ? Task.CompletedTask : verifiers.AskPairAsync(pair, end.Token),
            disturbances.WorkAsync(end.Token),
            footprints.ReadAsync(() => [.. bed.Country.Hub.Programs, .. bed.Country.Sites.Values.SelectMany(site => site.Programs), .. pair?.Programs ?? []], end.Token),
        ]);

        foreach (var wrong in desks.Wrong.Take(5))
            await Console.Error.WriteLineAsync($"bench: wrong: {wrong}");
        var told = Told(offices, desks, verifiers, disturbances);
        await Console.Error.WriteLineAsync($"bench: seed {random.Seed}\n{told}");
        var isLong = options.Minutes >= LongMinutes;
        List<BenchRow> rows =
        [
            new("wrong verdicts", desks.Wrong.Count, $"of {desks.Told.Values.Sum()}", "none", "-", 0, 0, desks.Wrong.IsEmpty() && desks.Told.GetValueOrDefault("Accepted") > 0),
            .. Followed(postgres is not null).Where(program => footprints.Programs.Contains(program)).SelectMany(program => Flat(footprints, program, isLong)),
        ];
        if (isLong)
            await File.WriteAllTextAsync(Path.Combine(Repository.Root, "docs", "soak.md"), SoakPage.Text(options.Minutes, Window, Lifted, rows, told));
        return rows;
    }

    // Who is never killed.
    private static IEnumerable<string> Followed(bool areSeveral) => [.. areSeveral ? ["hub 1"] : Array.Empty<string>(), $"{Region.Shanghai.Code} issuer", $"{Region.Shanghai.Code} gateway", $"{Region.Anhui.Code} gateway 1"];

    private static IEnumerable<BenchRow> Flat(SoakFootprints footprints, string program, bool isLong)
    {
        yield return Row("memory", "MB", reading => reading.Megabytes, few: 0);
        yield return Row("threads", "threads", reading => reading.Threads, few: 5);
        yield return Row("open files", "files", reading => reading.Files, few: 10);

        BenchRow Row(string what, string unit, Func<(TimeSpan At, double Megabytes, int Threads, int Files), double> of, int few)
        {
            var (second, last) = footprints.Quarters(program, of);
            var ratio = second > 0 ? last / second : 0;
            return new($"{program}, {what}", last, unit, isLong ? string.Create(CultureInfo.InvariantCulture, $"at most {AtMost}{(few > 0 ? $", or {few} more" : "")}") : "", "second quarter", second, ratio, !isLong || ratio <= AtMost || last - second <= few);
        }
    }

    private static string Told(List<SoakOffice> offices, Inspection desks, SoakVerifiers verifiers, Disturbances disturbances) => string.Create(CultureInfo.InvariantCulture, $"""
        - Load: {offices.Sum(office => office.Issued)} licences issued, {offices.Sum(office => office.Changed)} changes of status acknowledged; {verifiers.Told}.
        - Befell: {string.Join(", ", disturbances.Done.OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => $"{kind.Key} {kind.Value}"))}.
        - Verdicts: {string.Join(", ", desks.Told.OrderByDescending(word => word.Value).Select(word => $"{word.Key} {word.Value}"))}.
        """);

    private static bool IsEmpty(this IReadOnlyCollection<string> all) => all.Count == 0;
}
