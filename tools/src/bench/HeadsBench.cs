using System.Diagnostics;
using TrustList.Protocol;
using TrustList.Testing.Databases;

namespace Federation.Bench;

/// <summary>How many status heads a hub admits: 16 regions, each sending its next head as soon as it has the receipt for the last.</summary>
public static class HeadsBench
{
    private const int Regions = 16, Warm = 20;

    /// <summary>Runs the benchmark with a hub that stands alone; no row where it is not built.</summary>
    /// <param name="options">How.</param>
    public static async Task<IReadOnlyList<BenchRow>> RunAsync(BenchOptions options)
    {
        await using var hub = await BenchHub.StartAsync(Regions);
        return hub is null ? [] : [Row("heads admitted, 16 regions", await RateAsync(hub, options), "-", 0)];
    }

    /// <summary>The same on PostgreSQL, with one instance and with three that take a third of the regions each; no row where either is missing.</summary>
    /// <param name="options">How.</param>
    public static async Task<IReadOnlyList<BenchRow>> InstancesAsync(BenchOptions options)
    {
        if (LocalPostgres.Missing is { } missing)
        {
            Console.Error.WriteLine($"bench: instances are left out ({missing})");
            return [];
        }
        await using var databases = await LocalPostgres.StartAsync(durable: true);
        var (rows, alone) = (new List<BenchRow>(await RunAsync(options)), 0.0);
        foreach (var instances in new[] { 1, 3 })
        {
            await using var hub = await BenchHub.StartAsync(Regions, databases, instances);
            if (hub is null)
                return [];
            var rate = await RateAsync(hub, options);
            rows.Add(Row($"heads admitted, 16 regions, PostgreSQL, {instances} {(instances == 1 ? "instance" : "instances")}", rate, instances == 1 ? "-" : "one instance", alone));
            alone = rate;
        }
        return rows;
    }

    private static BenchRow Row(string what, double rate, string peer, double beside) =>
        new(what, rate, "per s", "each durable before its receipt", peer, beside, beside > 0 ? rate / beside : 0, true);

    private static async Task<double> RateAsync(BenchHub hub, BenchOptions options)
    {
        var each = Math.Clamp((int)(options.Seconds * 60), 60, 2_000);
        var chains = hub.Regions.Select(region => BenchHeads.Of(region, Warm + each)).ToList();
        await SendAsync(hub, chains, 0, Warm);
        var watch = Stopwatch.StartNew();
        await SendAsync(hub, chains, Warm, each);
        return Regions * each / watch.Elapsed.TotalSeconds;
    }

    private static Task SendAsync(BenchHub hub, List<List<SubmitStatusHeadRequest>> chains, int from, int count)
    {
        var instances = hub.Instances;
        return Task.WhenAll(chains.Select(async (chain, n) =>
        {
            foreach (var head in chain.Skip(from).Take(count))
                await instances[n % instances.Count].SubmitStatusHeadAsync(head);
        }));
    }
}
