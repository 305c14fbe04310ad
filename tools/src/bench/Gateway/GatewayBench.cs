using Demo.People;
using Demo.World;
using Federation.Ceremonies.RollOut;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;

namespace Federation.Bench.Gateway;

/// <summary>
/// What the gateway costs, as real processes on this machine: hub, three regions, and the callers in this process share its cores
/// with what is measured. Beside it, in interleaved rounds, the same callers ask bare programs with the same TLS settings.
/// </summary>
public static class GatewayBench
{
    private const int Holders = 32;

    /// <summary>Runs the benchmark.</summary>
    /// <param name="options">How; the fraction is of the million requests.</param>
    public static async Task<IReadOnlyList<BenchRow>> RunAsync(BenchOptions options)
    {
        Environment.SetEnvironmentVariable("DOTNET_TieredPGO", "1"); // Of every process from here on, gateway and peer alike: as they run in earnest.
        await using var bed = await RegionBed.StartAsync(postgres: null, Region.Jiangsu, Region.Suzhou);
        var jiangsu = bed.Country[Region.Jiangsu];
        using var desk = jiangsu.RegisterDesk("bench", "基准测试（示例）", "A benchmark (example)", Limits.PartyPerSecond, Purpose.Roadside);
        var shanghai = await Questions.OfAsync(bed.Country, Questions.Holders(Holders));
        var suzhou = await Questions.OfAsync(bed.Country, [Driver.Suzhou]);
        await bed.Country.Synchronised(CancellationToken.None);
        await Wait.Until("the gateway knows the desk", async () => (await desk.PostAsync(new Uri("/v1/challenges", UriKind.Relative), content: null)).IsSuccessStatusCode, CancellationToken.None, seconds: 40);
        await shanghai.AskAsync(desk, 0, live: false);
        var rows = new List<BenchRow>();
        if (Runs("verdicts"))
            rows.Add(await VerifyRate.RunAsync(jiangsu, desk, shanghai, options));
        if (Runs("live"))
            rows.Add(await LiveRate.RunAsync(bed.Country, jiangsu, desk, shanghai, options));
        if (Runs("slow"))
            rows.Add(await SlowNeighbour.RunAsync(bed.Country[Region.Suzhou], desk, shanghai, suzhou, options));
        if (Runs("memory"))
            rows.Add(await FlatMemory.RunAsync(jiangsu, desk, shanghai, options));
        return rows;

        bool Runs(string part) => options.Only is null || options.Only == part;
    }
}
