namespace Federation.Bench;

/// <summary>Counts how often something runs in a budget of this process's CPU time, all threads together.</summary>
internal static class CpuClock
{
    private const int Batch = 16;

    /// <summary>Runs an act until the budget is spent.</summary>
    /// <param name="seconds">CPU seconds.</param>
    /// <param name="act">Gets the number of the run.</param>
    /// <returns>Runs a CPU second.</returns>
    public static double Rate(double seconds, Action<int> act)
    {
        var start = Environment.CpuUsage.TotalTime;
        for (var count = 0; ;)
        {
            for (var i = 0; i < Batch; i++)
                act(count++);
            var spent = (Environment.CpuUsage.TotalTime - start).TotalSeconds;
            if (spent >= seconds)
                return count / spent;
        }
    }

    /// <summary>The middle value.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
