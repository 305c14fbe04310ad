using System.Diagnostics;
using TrustList.Testing.Databases;

namespace Federation.Bench.Office;

/// <summary>How long an office waits for one licence among a million, three and ten: reading it, and applying for a new one. One call at a time.</summary>
internal static class QueryBench
{
    private const double Most = 1.5;
    private const int Warm = 20;
    private static readonly int[] Sizes = [1_000_000, 3_000_000, 10_000_000];

    /// <summary>Fills and asks, size after size; gives the last size.</summary>
    public static async Task<string> RunAsync(
        RegionBed bed, LocalPostgres server, IReadOnlyList<string> licences, int firstDriver, BenchOptions options, PartClock clock, Action<BenchRow> tell)
    {
        var (filling, first, name) = (new Filling(server, bed.Site.Database.Name), new Dictionary<string, double>(StringComparer.Ordinal), "");
        foreach (var size in Sizes)
        {
            name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{size / 1e6 * options.Fraction:0.###} M");
            await bed.Site.KillIssuer();
            await filling.FillAsync((int)(size * options.Fraction));
            clock.Done($"filled to {name} licences");
            bed.Site.StartIssuer();
            await bed.ReadyAsync();
            clock.Done("issuer started among them");
            tell(Row("read a licence", name, await ReadAsync(bed, licences), first));
            tell(Row("apply", name, await ApplyAsync(bed, firstDriver, licences.Count), first));
            clock.Done("asked");
        }
        return name;
    }

    private static BenchRow Row(string what, string size, double milliseconds, Dictionary<string, double> first)
    {
        first.TryAdd(what, milliseconds);
        var ratio = milliseconds / first[what];
        return new($"{what} among {size}, p50", milliseconds, "ms", $"at most {Most} of the first", "the first size", first[what], ratio, ratio <= Most);
    }

    private static async Task<double> ReadAsync(RegionBed bed, IReadOnlyList<string> licences)
    {
        using var office = bed.Site.OfficeClient();
        return await MedianAsync(licences.Count, async n =>
        {
            using var answer = await office.GetAsync(new Uri($"/licences/{licences[n]}", UriKind.Relative));
            answer.EnsureSuccessStatusCode();
        });
    }

    private static async Task<double> ApplyAsync(RegionBed bed, int firstDriver, int count)
    {
        using var office = bed.Site.OfficeClient();
        var desk = new Demo.People.Office(office);
        return await MedianAsync(count, n => desk.Apply(BenchDrivers.Of(firstDriver + n), CancellationToken.None));
    }

    private static async Task<double> MedianAsync(int count, Func<int, Task> ask)
    {
        for (var n = 0; n < Math.Min(Warm, count); n++)
            await ask(n);
        var times = new List<double>(count);
        for (var n = 0; n < count; n++)
        {
            var began = Stopwatch.GetTimestamp();
            await ask(n);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        return CpuClock.Median(times);
    }
}
