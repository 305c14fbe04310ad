using System.Text.RegularExpressions;
using TrustList.Testing.Telemetry;

namespace Deploy.Tests.Watching;

/// <summary>What a PromQL expression names, held against docs/metrics.md.</summary>
internal static partial class Expression
{
    private static readonly string[] Always = ["job", "instance", "le"];

    private static readonly Dictionary<string, MetricRow> Known =
        MetricsPage.All.SelectMany(row => row.Series.Select(series => (series, row))).ToDictionary(pair => pair.series, pair => pair.row, StringComparer.Ordinal);

    /// <summary>The series that it reads.</summary>
    internal static IReadOnlyList<string> Series(string expression) => [.. Metric.Matches(expression).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal)];

    /// <summary>What no program measures: a series, or a label of a series; empty where all is measured.</summary>
    internal static IEnumerable<string> Unknown(string expression)
    {
        foreach (Match metric in Metric.Matches(expression))
        {
            if (!Known.TryGetValue(metric.Groups["name"].Value, out var row))
            {
                yield return metric.Groups["name"].Value;
                continue;
            }
            foreach (Match label in Label.Matches(metric.Groups["labels"].Value))
                if (!Has(row, label.Groups["name"].Value)) yield return $"{row.Prometheus}{{{label.Groups["name"].Value}}}";
        }
        var rows = Series(expression).Where(Known.ContainsKey).Select(series => Known[series]).ToList();
        foreach (Match by in Grouping.Matches(expression))
            foreach (var name in by.Groups["names"].Value.Split(',', StringSplitOptions.TrimEntries))
                if (!rows.Exists(row => Has(row, name))) yield return $"by {name}";
    }

    private static bool Has(MetricRow row, string label) => Always.Contains(label) || row.Attributes.Any(attribute => PrometheusName.Escaped(attribute) == label);

    [GeneratedRegex(@"\b(?<name>(?:federation|http_server|dotnet)_\w+)(?:\{(?<labels>[^}]*)\})?", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Metric { get; }

    [GeneratedRegex(@"(?<name>\w+)(?:=|!=|=~|!~)""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Label { get; }

    [GeneratedRegex(@"\bby \((?<names>[^)]+)\)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Grouping { get; }
}
