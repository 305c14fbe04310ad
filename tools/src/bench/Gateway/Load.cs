using System.Collections.Concurrent;
using System.Diagnostics;

namespace Federation.Bench.Gateway;

/// <summary>What a load measured.</summary>
/// <param name="Rate">Answers a second of the clock.</param>
/// <param name="P50">Milliseconds.</param>
/// <param name="P90">Milliseconds.</param>
/// <param name="P99">Milliseconds.</param>
internal sealed record LoadResult(double Rate, double P50, double P90, double P99);

/// <summary>Sends questions from this process; any answer but the expected one ends the benchmark.</summary>
internal static class Load
{
    /// <summary>Under way at once, half of what a gateway's lane to one region holds: beyond it a question waits here, in its own time.</summary>
    internal const int Places = 32;

    /// <summary>As many questions as that many callers get answered, each waiting for its answer before it asks again.</summary>
    /// <param name="callers">How many.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="ask">Asks the question with that number.</param>
    internal static async Task<LoadResult> ClosedAsync(int callers, double seconds, Func<int, Task> ask)
    {
        var times = new ConcurrentBag<double>();
        var (next, clock) = (-1, Stopwatch.StartNew());
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            while (clock.Elapsed.TotalSeconds < seconds)
            {
                var began = Stopwatch.GetTimestamp();
                await ask(Interlocked.Increment(ref next));
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        })));
        return Of(times, clock.Elapsed);
    }

    /// <summary>Questions at a fixed pace, whether or not those before are answered; each time counts from when its turn was.</summary>
    /// <param name="perSecond">The pace.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="ask">Asks the question with that number.</param>
    internal static async Task<LoadResult> OpenAsync(double perSecond, double seconds, Func<int, Task> ask)
    {
        var times = new ConcurrentBag<double>();
        var clock = Stopwatch.StartNew();
        var asked = new List<Task>();
        using var places = new SemaphoreSlim(Places);
        for (var n = 0; n < perSecond * seconds; n++)
        {
            var turn = TimeSpan.FromSeconds(n / perSecond);
            if (turn - clock.Elapsed is { Ticks: > 0 } early)
                await Task.Delay(early);
            var number = n;
            asked.Add(Task.Run(() => AskAsync(number, turn)));
        }
        await Task.WhenAll(asked);
        return Of(times, clock.Elapsed);

        async Task AskAsync(int number, TimeSpan turn)
        {
            await places.WaitAsync();
            try
            {
                await ask(number);
            }
            finally
            {
                places.Release();
            }
            times.Add((clock.Elapsed - turn).TotalMilliseconds);
        }
    }

    private static LoadResult Of(ConcurrentBag<double> times, TimeSpan elapsed)
    {
        double[] sorted = [.. times.Order()];
        return new(sorted.Length / elapsed.TotalSeconds, Part(0.5), Part(0.9), Part(0.99));

        double Part(double part) => sorted[(int)(sorted.Length * part)];
    }
}
