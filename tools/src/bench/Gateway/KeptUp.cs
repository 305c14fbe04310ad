namespace Federation.Bench.Gateway;

/// <summary>
/// The greatest pace of an open load that a program keeps up with: nine of ten questions are answered within <see cref="InTime"/>
/// of their turn. Found by halving between paces around what a closed load of as many callers as there are places gets.
/// </summary>
internal static class KeptUp
{
    /// <summary>Milliseconds.</summary>
    internal const double InTime = 50;

    private const int Halvings = 6;
    private const double Least = 0.6, Most = 1.2;

    /// <summary>Finds it, in questions a second.</summary>
    /// <param name="seconds">How long each pace is held.</param>
    /// <param name="ask">Asks the question with that number.</param>
    internal static async Task<double> FindAsync(double seconds, Func<int, Task> ask)
    {
        var closed = await Load.ClosedAsync(Load.Places, seconds, ask);
        var (kept, above) = (Least * closed.Rate, Most * closed.Rate);
        for (var halving = 0; halving < Halvings; halving++)
        {
            var pace = (kept + above) / 2;
            if ((await Load.OpenAsync(pace, seconds, ask)).P90 <= InTime)
                kept = pace;
            else
                above = pace;
        }
        return kept;
    }
}
