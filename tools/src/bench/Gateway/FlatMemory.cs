using Demo.World;

namespace Federation.Bench.Gateway;

/// <summary>
/// The gateway's resident memory, read after every twentieth of all requests: the most that it is after the first tenth, beside what
/// it is after that. Every reading is told on standard error.
/// </summary>
internal static class FlatMemory
{
    private const int Requests = 1_000_000, Fewest = 200, Callers = 16, Readings = 20;
    private const double AtMost = 1.1;

    internal static async Task<BenchRow> RunAsync(RegionSite site, HttpClient desk, Questions questions, BenchOptions options)
    {
        var count = Math.Max(Fewest, (int)(Requests * options.Fraction));
        var readings = new List<long>();
        for (var reading = 0; reading < Readings; reading++)
        {
            await AskAsync(count / Readings);
            readings.Add(site.GatewayMemory);
        }
        await Console.Error.WriteLineAsync($"bench: MB after each twentieth: {string.Join(' ', readings.Select(bytes => bytes / 1_000_000))}");
        var (tenth, most) = (readings[(Readings / 10) - 1], readings.Skip(Readings / 10).Max());
        return new($"memory, most of {count:N0} verdicts", most / 1e6, "MB", $"at most {AtMost} times", "after a tenth", tenth / 1e6, (double)most / tenth, most <= AtMost * tenth);

        async Task AskAsync(int number)
        {
            var left = number;
            await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
            {
                while (Interlocked.Decrement(ref left) >= 0)
                    await questions.AskAsync(desk, left & int.MaxValue, live: false);
            })));
        }
    }
}
