using System.Globalization;
using System.Text;

namespace TrustList.Testing.Hosts;

/// <summary>What becomes of a leader.</summary>
public enum TakeoverKind
{
    /// <summary>kill -9.</summary>
    Killed,

    /// <summary>SIGSTOP until another leads, then SIGCONT.</summary>
    Frozen,
}

/// <summary>How long nobody led, by what became of the leader.</summary>
/// <param name="about">What was measured, and by which command.</param>
public sealed class TakeoverTable(string about)
{
    private readonly List<(TakeoverKind Kind, TimeSpan Duration)> rows = [];

    /// <summary>Adds one takeover.</summary>
    public void Add(TakeoverKind kind, TimeSpan duration) => rows.Add((kind, duration));

    /// <summary>A table in Markdown.</summary>
    public string Text()
    {
        var text = new StringBuilder($"# How long nobody leads\n\n{about}\n\n| the leader is | times | p50 ms | p99 ms | longest ms |\n|---|---|---|---|---|\n");
        foreach (var kind in rows.GroupBy(row => row.Kind, row => row.Duration.TotalMilliseconds))
        {
            double[] sorted = [.. kind.Order()];
            text.AppendLine(CultureInfo.InvariantCulture, $"| {(kind.Key == TakeoverKind.Killed ? "killed (SIGKILL)" : "standing still (SIGSTOP)")} | {sorted.Length} | {At(sorted, 0.5):F0} | {At(sorted, 0.99):F0} | {sorted[^1]:F0} |");
        }

        return text.ToString();
    }

    private static double At(double[] sorted, double part) => sorted[Math.Min(sorted.Length - 1, (int)Math.Ceiling(part * sorted.Length) - 1)];
}
