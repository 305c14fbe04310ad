using System.Globalization;
using System.Text;

namespace Federation.Tests.Faults;

/// <summary>How long backups and restores took, and what was refused.</summary>
internal sealed class RestoreTable
{
    private readonly List<(string Program, string What, TimeSpan Duration)> rows = [];
    private readonly SortedDictionary<string, int> refused = new(StringComparer.Ordinal);

    public void Add(string program, string what, TimeSpan duration) => rows.Add((program, what, duration));

    public void Refused(string what) => refused[what] = refused.GetValueOrDefault(what) + 1;

    /// <summary>Tables in Markdown.</summary>
    public string Text()
    {
        var text = new StringBuilder("# Backups and restores\n\nA hub and a region's node on SQLite, on one machine, while the region works; each round takes backups under load, then kills a program, deletes its folder and goes on from backup and journal (deploy/runbooks/backup.md). Made by `./soak restore`.\n\n| program | what | times | p50 ms | longest ms |\n|---|---|---|---|---|\n");
        foreach (var kind in rows.GroupBy(row => (row.Program, row.What), row => row.Duration.TotalMilliseconds))
        {
            double[] sorted = [.. kind.Order()];
            text.AppendLine(CultureInfo.InvariantCulture, $"| {kind.Key.Program} | {kind.Key.What} | {sorted.Length} | {sorted[(sorted.Length - 1) / 2]:F0} | {sorted[^1]:F0} |");
        }
        text.Append("\n| refused | times |\n|---|---|\n");
        foreach (var (what, times) in refused)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {what} | {times} |");
        return text.ToString();
    }
}
