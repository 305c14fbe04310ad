using System.Globalization;

namespace Federation.Bench;

/// <summary>How a benchmark runs.</summary>
/// <param name="Json">One JSON object a row instead of a table.</param>
/// <param name="Rounds">Interleaved rounds; each number is the median of them.</param>
/// <param name="Seconds">CPU seconds that each contender gets in a round.</param>
/// <param name="Alone">Leaves the peers out.</param>
/// <param name="Fraction">Of the nation's entries, for the status codec; of the office's licences and lines; of the gateway's million requests.</param>
/// <param name="Minutes">How long the soak lasts.</param>
/// <param name="Only">The one part of the office's benchmark that runs: import, issue, heads or queries; of the gateway's: verdicts, live, slow or memory; null: all.</param>
public sealed record BenchOptions(bool Json = false, int Rounds = 5, double Seconds = 1, bool Alone = false, double Fraction = 1, string? Only = null, double Minutes = 20)
{
    /// <summary>Reads the arguments after the benchmark's name.</summary>
    /// <param name="args">The arguments.</param>
    /// <returns>The options, or null after a complaint on standard error.</returns>
    public static BenchOptions? Read(ReadOnlySpan<string> args)
    {
        var options = new BenchOptions();
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--json")
                options = options with { Json = true };
            else if (args[i] == "--alone")
                options = options with { Alone = true };
            else if (args[i] == "--rounds" && i + 1 < args.Length && int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var rounds) && rounds is > 0 and <= 100)
                (options, i) = (options with { Rounds = rounds }, i + 1);
            else if (args[i] == "--seconds" && i + 1 < args.Length && double.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= 60)
                (options, i) = (options with { Seconds = seconds }, i + 1);
            else if (args[i] == "--minutes" && i + 1 < args.Length && double.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var minutes) && minutes is > 0 and <= 10_000)
                (options, i) = (options with { Minutes = minutes }, i + 1);
            else if (args[i] == "--fraction" && i + 1 < args.Length && double.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var fraction) && fraction is > 0 and <= 1)
                (options, i) = (options with { Fraction = fraction }, i + 1);
            else if (args[i] == "--only" && i + 1 < args.Length && args[i + 1] is "import" or "issue" or "heads" or "queries" or "verdicts" or "live" or "slow" or "memory")
                (options, i) = (options with { Only = args[i + 1] }, i + 1);
            else
            {
                Console.Error.WriteLine($"bench: {args[i]} is not understood");
                return null;
            }
        }
        return options;
    }
}
