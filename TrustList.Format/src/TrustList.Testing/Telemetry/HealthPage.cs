using System.Text.RegularExpressions;

namespace TrustList.Testing.Telemetry;

/// <summary>A line of docs/health.md.</summary>
/// <param name="Section">The program: <c>Every program</c>, <c>Hub</c>, <c>Issuer</c> or <c>Gateway</c>.</param>
/// <param name="Check">The check.</param>
/// <param name="Reason">The reason.</param>
/// <param name="State"><c>notReady</c> or <c>warns</c>.</param>
/// <param name="Runbook">The page and heading, from the repository's root.</param>
public sealed record HealthRow(string Section, string Check, string Reason, string State, string Runbook);

/// <summary>docs/health.md, read.</summary>
public static partial class HealthPage
{
    private const string Common = "Every program";

    /// <summary>Every line of its tables.</summary>
    public static IReadOnlyList<HealthRow> All { get; } = [.. Read(File.ReadAllLines(Path.Combine(RepositoryPaths.Root!, "docs", "health.md")))];

    /// <summary>The checks of one program.</summary>
    public static IReadOnlyList<string> ChecksOf(string section) => [.. All.Where(row => row.Section == section || row is { Section: Common, Check: not "*" }).Select(row => row.Check).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<HealthRow> Read(string[] lines)
    {
        var section = "";
        foreach (var line in lines)
        {
            if (line.StartsWith("## ", StringComparison.Ordinal)) section = line[3..];
            if (Line.Match(line) is { Success: true } row)
                yield return new HealthRow(section, row.Groups["check"].Value, row.Groups["reason"].Value, row.Groups["state"].Value, row.Groups["runbook"].Value);
        }
    }

    [GeneratedRegex(@"^\| `(?<check>[^`]+)` \| `(?<reason>\w+)` \| (?<state>notReady|warns) \| [^|]+ \| \[[^\]]+\]\(\.\./(?<runbook>[^)]+)\) \|$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Line { get; }
}
