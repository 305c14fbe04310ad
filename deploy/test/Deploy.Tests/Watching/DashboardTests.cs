namespace Deploy.Tests.Watching;

/// <summary>deploy/grafana: Grafana is not at hand, so that the files are read instead.</summary>
public sealed class DashboardTests
{
    /// <summary>Grafana's names of units (its <c>categories.ts</c>).</summary>
    private static readonly string[] Units = ["none", "s", "bytes", "percentunit", "ops", "reqps"];

    public static TheoryData<string> Boards => [.. Panel.Boards.Select(file => Path.GetFileNameWithoutExtension(file)!)];

    [Theory]
    [MemberData(nameof(Boards))]
    public void Accepts_a_dashboard_whose_every_panel_shows_what_is_measured(string board)
    {
        var panels = Panel.Of(Path.Combine(Panel.Folder, $"{board}.json"));
        Assert.True(panels.Count > 10, $"{panels.Count}");
        Assert.Equal(panels.Count, panels.DistinctBy(panel => panel.Id).Count());
        Assert.DoesNotContain(panels, panel => panels.Any(panel.Covers));
        Assert.All(panels, panel => Assert.True(panel.Title.Length > 2 && panel.Place is { X: >= 0, W: > 0, H: > 0 } place && place.X + place.W <= 24, panel.Title));
        Assert.All(panels.Where(panel => panel.Type != "row"), panel =>
        {
            Assert.Contains(panel.Type, new[] { "timeseries", "stat" });
            Assert.Contains(panel.Unit, Units);
            Assert.NotEmpty(panel.Description);
            Assert.NotEmpty(panel.Expressions);
            Assert.All(panel.Expressions, expression => Assert.NotEmpty(Expression.Series(expression)));
            Assert.Empty(panel.Expressions.SelectMany(Expression.Unknown));
            // What is in seconds, bytes or shares is shown so.
            Assert.All(panel.Expressions, expression => Assert.True(UnitOf(expression) is not { } unit || unit == panel.Unit, $"{panel.Title}: {panel.Unit} of {expression}"));
        });
    }

    [Fact]
    public void Shows_every_metric_of_a_program_somewhere()
    {
        var shown = Panel.Boards.SelectMany(Panel.Of).SelectMany(panel => panel.Expressions).SelectMany(Expression.Series).ToHashSet(StringComparer.Ordinal);
        var missing = TrustList.Testing.Telemetry.MetricsPage.All.Where(row => row.Name.StartsWith("federation.", StringComparison.Ordinal) && !row.Series.Any(shown.Contains)).Select(row => row.Name);
        Assert.Empty(missing);
    }

    [PromtoolFact]
    public async Task Accepts_every_expression_as_Prometheus_parses_it()
    {
        var file = Path.GetTempFileName();
        try
        {
            var rules = Panel.Boards.SelectMany(Panel.Of).SelectMany(panel => panel.Expressions).Select((expression, n) => $"      - record: panel:n{n}\n        expr: >-\n          {expression}\n");
            await File.WriteAllTextAsync(file, $"groups:\n  - name: panels\n    rules:\n{string.Concat(rules)}");
            await Promtool.Accepts(["check", "rules", file]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string? UnitOf(string expression) =>
        expression.Contains("_count", StringComparison.Ordinal) || expression.StartsWith("count(", StringComparison.Ordinal) ? null
        : expression.Contains("_seconds", StringComparison.Ordinal) ? "s"
        : expression.Contains("_bytes", StringComparison.Ordinal) ? "bytes"
        : expression.Contains("_ratio", StringComparison.Ordinal) ? "percentunit" : null;
}
