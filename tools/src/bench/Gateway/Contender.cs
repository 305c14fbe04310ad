namespace Federation.Bench.Gateway;

/// <summary>A program under the open load.</summary>
/// <param name="Ask">Asks it the question with that number.</param>
/// <param name="CpuTime">The processor time that its process has used.</param>
internal sealed record Contender(Func<int, Task> Ask, Func<TimeSpan> CpuTime)
{
    private int asked;
    private TimeSpan used;

    /// <summary>Microseconds of its process's time for each answer so far: what noise on the machine changes least.</summary>
    internal double MicrosecondsEach => used.TotalMicroseconds / Math.Max(1, asked);

    /// <summary>What was so far was to warm up.</summary>
    internal void Forget() => (asked, used) = (0, TimeSpan.Zero);

    /// <summary>The pace that it keeps up with.</summary>
    internal async Task<double> PaceAsync(double seconds)
    {
        var before = CpuTime();
        var pace = await KeptUp.FindAsync(seconds, number =>
        {
            Interlocked.Increment(ref asked);
            return Ask(number);
        });
        used += CpuTime() - before;
        return pace;
    }
}
