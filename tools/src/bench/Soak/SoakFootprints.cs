using Demo.World;

namespace Federation.Bench.Soak;

/// <summary>What each program holds, read again and again: memory, threads, open files.</summary>
internal sealed class SoakFootprints
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(2);
    private readonly SortedDictionary<string, List<(TimeSpan At, double Megabytes, int Threads, int Files)>> readings = new(StringComparer.Ordinal);

    /// <summary>Every program that was read.</summary>
    public IEnumerable<string> Programs => readings.Keys;

    /// <summary>Reads until it is told to stop.</summary>
    public async Task ReadAsync(Func<IEnumerable<Child>> programs, CancellationToken stop)
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (!stop.IsCancellationRequested)
        {
            foreach (var program in programs())
                Read(program, TimeProvider.System.GetElapsedTime(begin));
            await Task.Delay(Between, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The medians of the second and of the last quarter of the readings.</summary>
    public (double Second, double Last) Quarters(string program, Func<(TimeSpan At, double Megabytes, int Threads, int Files), double> of)
    {
        var all = readings[program];
        var whole = all[^1].At;
        return (Median(0.25, 0.5), Median(0.75, 1));

        double Median(double from, double to) => all.Where(reading => reading.At >= from * whole && reading.At <= to * whole).Select(of).ToList() is { Count: > 0 } part ? CpuClock.Median(part) : 0;
    }

    private void Read(Child program, TimeSpan at)
    {
        try
        {
            if (program.Handles is not { } handles || program.Memory is not (> 0 and var bytes))
                return;
            if (!readings.TryGetValue(program.Name, out var all))
                readings[program.Name] = all = [];
            all.Add((at, bytes / 1e6, handles.Threads, handles.Files));
        }
        catch (InvalidOperationException)
        {
            // It was killed just now.
        }
    }
}
