using System.Diagnostics;
using TrustList.Protocol;

namespace Federation.Bench;

/// <summary>How many status heads a hub admits: 16 regions, each sending its next head as soon as it has the receipt for the last.</summary>
public static class HeadsBench
{
    private const int Regions = 16, Warm = 20;

    /// <summary>Runs the benchmark; no row where the hub is not built.</summary>
    /// <param name="options">How.</param>
    public static async Task<IReadOnlyList<BenchRow>> RunAsync(BenchOptions options)
    {
        await using var hub = await BenchHub.StartAsync(Regions);
        if (hub is null)
            return [];
        var each = Math.Clamp((int)(options.Seconds * 60), 60, 2_000);
        var chains = hub.Regions.Select(region => BenchHeads.Of(region, Warm + each)).ToList();
        await SendAsync(hub, chains, 0, Warm);
        var watch = Stopwatch.StartNew();
        await SendAsync(hub, chains, Warm, each);
        var rate = Regions * each / watch.Elapsed.TotalSeconds;
        return [new("heads admitted, 16 regions", rate, "per s", "each durable before its receipt", "-", 0, 0, true)];
    }

    private static Task SendAsync(BenchHub hub, List<List<SubmitStatusHeadRequest>> chains, int from, int count) => Task.WhenAll(chains.Select(async chain =>
    {
        foreach (var head in chain.Skip(from).Take(count))
            await hub.Admission.SubmitStatusHeadAsync(head);
    }));
}
