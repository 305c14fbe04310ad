using Demo.World;

namespace Federation.Bench.Gateway;

/// <summary>
/// The p99 of live verdicts about a healthy region while another region's gateway is frozen (it takes connections and never answers)
/// and is asked about at the same pace, beside the p99 with nobody asking about it.
/// </summary>
internal static class SlowNeighbour
{
    private const double AtMost = 1.2, PerSecond = 40;

    internal static async Task<BenchRow> RunAsync(RegionSite slow, HttpClient desk, Questions healthy, Questions hanging, BenchOptions options)
    {
        var (with, without, seconds) = (new List<double>(), new List<double>(), 10 * options.Seconds);
        for (var round = -1; round < options.Rounds; round++)
        {
            var alone = await Load.OpenAsync(PerSecond, seconds, n => healthy.AskAsync(desk, n, live: true));
            slow.FreezeGateway();
            try
            {
                var beside = Load.OpenAsync(PerSecond, seconds, n => hanging.AskAsync(desk, n, live: true, outcome: null));
                var measured = await Load.OpenAsync(PerSecond, seconds, n => healthy.AskAsync(desk, n, live: true));
                await beside;
                if (round < 0)
                    continue;
                with.Add(measured.P99);
                without.Add(alone.P99);
            }
            finally
            {
                slow.ThawGateway();
            }
        }
        var ratio = CpuClock.Median(with.Zip(without, (beside, alone) => beside / alone));
        return new("live, p99 while a region hangs", CpuClock.Median(with), "ms", $"at most {AtMost} times", "without it", CpuClock.Median(without), ratio, ratio <= AtMost);
    }
}
