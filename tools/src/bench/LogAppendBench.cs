using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using TrustHub.Transparency;
using TrustList.Format.Encoding;

namespace Federation.Bench;

/// <summary>
/// How many epochs a second the hub's log takes when nothing paces it: each recorded, its tiles written, its checkpoint
/// signed, recorded and shown, with every flush to the disk that this takes. The pace in service is one a second.
/// </summary>
public static class LogAppendBench
{
    /// <summary>Runs the benchmark, in real seconds: most of it is waiting for the disk.</summary>
    /// <param name="options">How.</param>
    public static async Task<IReadOnlyList<BenchRow>> RunAsync(BenchOptions options)
    {
        await using var hub = await BenchLogHub.StartAsync();
        var log = hub.Services.GetRequiredService<EpochLog>();
        var rates = new List<double>();
        for (var round = -1; round < options.Rounds; round++)
            rates.Add(Rate(log, TimeSpan.FromSeconds(options.Seconds)));
        var rate = CpuClock.Median(rates.Skip(1));
        return [new("log append rate", rate, "epochs/s", "at least 1", "-", 0, rate, rate >= 1)];
    }

    private static double Rate(EpochLog log, TimeSpan budget)
    {
        var watch = Stopwatch.StartNew();
        var epochs = 0;
        for (; watch.Elapsed < budget; epochs++)
        {
            var now = Instants.WholeSeconds(TimeProvider.System.GetUtcNow());
            if (!log.Advance(now, due: true))
                throw new InvalidOperationException($"the log takes no epoch: {log.Refusal}");
        }
        return epochs / watch.Elapsed.TotalSeconds;
    }
}
