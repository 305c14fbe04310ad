using System.Text.RegularExpressions;

namespace TrustList.Testing.Telemetry;

/// <summary>docs/metrics.md, read.</summary>
public static partial class MetricsPage
{
    /// <summary>The section of what all programs have.</summary>
    public const string Common = "Every program";

    /// <summary>Every metric of the page.</summary>
    public static IReadOnlyList<MetricRow> All { get; } = [.. Read(File.ReadAllLines(Path.Combine(RepositoryPaths.Root!, "docs", "metrics.md")))];

    /// <summary>The metrics of one program, those that all have among them.</summary>
    public static IReadOnlyList<MetricRow> Of(string section) => [.. All.Where(row => row.Section == Common || row.Section == section)];

    private static IEnumerable<MetricRow> Read(string[] lines)
    {
        var section = "";
        foreach (var line in lines)
        {
            if (line.StartsWith("## ", StringComparison.Ordinal)) section = line[3..];
            if (Line.Match(line) is not { Success: true } row) continue;
            yield return new MetricRow(
                section, row.Groups["name"].Value, row.Groups["kind"].Value, row.Groups["unit"].Value, row.Groups["prometheus"].Value, row.Groups["meaning"].Value,
                [.. Quoted.Matches(row.Groups["attributes"].Value).Select(match => match.Groups["name"].Value)]);
        }
    }

    [GeneratedRegex(@"^\| `(?<name>[a-z_.]+)` \| (?<kind>counter|gauge|histogram) \| `(?<unit>[^`]+)` \| `(?<prometheus>\w+)` \| (?<meaning>[^|]+) \| (?<attributes>[^|]*) \| (?<most>[^|]+) \|$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Line { get; }

    [GeneratedRegex("`(?<name>[a-z_.]+)`", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Quoted { get; }
}
