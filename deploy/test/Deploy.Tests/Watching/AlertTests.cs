using TrustList.Testing;
using TrustList.Testing.Telemetry;

namespace Deploy.Tests.Watching;

/// <summary>deploy/alerts: what they name is measured, and who is woken finds a page.</summary>
public sealed class AlertTests
{
    public static TheoryData<string> Names => [.. AlertRule.All.Select(rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Accepts_an_alert_that_names_what_is_measured_and_a_page(string name)
    {
        var rule = Assert.Single(AlertRule.All, rule => rule.Name == name);
        Assert.NotEmpty(Expression.Series(rule.Expression));
        Assert.Empty(Expression.Unknown(rule.Expression));
        Assert.Contains(rule.Fields["severity"], new[] { "critical", "warning" });
        Assert.True(rule.Fields["summary"].Length > 10 && rule.Fields["summary"].All(char.IsAscii), rule.Fields["summary"]);
        Assert.Contains(rule.Fields["summary_zh"], sign => sign is >= '\u4e00' and <= '\u9fff');
        Assert.True(Runbook.Holds(RepositoryPaths.Root!, rule.Fields["runbook"]), rule.Fields["runbook"]);
    }

    [Fact]
    public void Rejects_an_expression_that_names_what_nobody_measures()
    {
        Assert.Equal(["federation_anchor"], Expression.Unknown("federation_anchor == 0"));
        Assert.Equal(["federation_life_used_ratio{off}"], Expression.Unknown("federation_life_used_ratio{off=\"root\"} > 1"));
        Assert.Equal(["by person"], Expression.Unknown("sum by (job, person) (federation_anchors)"));
    }

    [Fact]
    public void Names_every_alert_once_and_on_no_page_one_that_there_is_not()
    {
        Assert.True(AlertRule.All.Count > 40, $"{AlertRule.All.Count}");
        Assert.Equal(AlertRule.All.Count, AlertRule.All.DistinctBy(rule => rule.Name).Count());
        foreach (var page in Directory.EnumerateFiles(Runbook.Folder, "alerts-*.md"))
        {
            var alerts = AlertRule.All.Where(rule => $"alerts-{rule.File}.md" == Path.GetFileName(page)).Select(rule => rule.Name.ToLowerInvariant());
            Assert.Equal(alerts.Order(StringComparer.Ordinal), Runbook.Headings(page).Where(heading => !heading.StartsWith("when-an-alert", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
            Assert.DoesNotContain(Runbook.Links(page), place => !Runbook.Holds(Runbook.Folder, place));
            Assert.DoesNotContain(Runbook.Quoted(page), place => !File.ReadAllText(Path.Combine(Runbook.Folder, place.File)).Contains(place.Heading, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Names_every_metric_as_Prometheus_does() =>
        Assert.All(MetricsPage.All, row => Assert.Equal(PrometheusName.Of(row.Name, row.Kind, row.Unit), row.Prometheus));

    [Fact]
    public void Tries_every_alert_with_what_makes_it_fire_and_with_what_must_not()
    {
        var tried = Directory.EnumerateFiles(Path.Combine(AlertRule.Folder, "tests")).SelectMany(File.ReadLines).Where(line => line.StartsWith("  - name: ", StringComparison.Ordinal)).Select(line => line[10..]);
        Assert.Equal(AlertRule.All.SelectMany(rule => new[] { $"{rule.Name} fires", $"{rule.Name} stays quiet" }).Order(StringComparer.Ordinal), tried.Order(StringComparer.Ordinal));
    }

    [PromtoolFact]
    public async Task Fires_where_it_must_and_stays_quiet_where_it_must_as_promtool_sees_it()
    {
        await Promtool.Accepts(["check", "rules", .. Directory.EnumerateFiles(AlertRule.Folder, "*.yaml")]);
        await Promtool.Accepts(["test", "rules", .. Directory.EnumerateFiles(Path.Combine(AlertRule.Folder, "tests"), "*.yaml")]);
    }
}
