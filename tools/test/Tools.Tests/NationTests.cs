using System.Xml.Linq;
using Federation.Nation;

namespace Tools.Tests;

/// <summary>The synthetic nation at a small fraction of its size: every download is checked by a real mirror, no answer is wrong.</summary>
public sealed class NationTests
{
    private static readonly Lazy<NationReport> Small = new(() => NationRun.Run(new NationOptions(Fraction: 0.002, Regions: 33), TextWriter.Null));

    [Fact]
    public void Catches_up_from_every_window_without_a_wrong_answer()
    {
        var report = Small.Value;
        Assert.Equal(0, report.WrongAnswers);
        Assert.Equal(998_000, report.Entries);
        Assert.InRange(report.Exceptions / (double)report.Entries, 0.01, 0.06);
        Assert.Equal(["a minute", "an hour", "6 hours", "a day", "a week"], report.Rollups.Select(row => row.Name));
        Assert.All(report.Rollups, row => Assert.InRange(row.Total, row.Payload + row.Heads + row.Others + row.Proof - 64, row.Payload + row.Heads + row.Others + row.Proof + 64));
        Assert.InRange(report.Rollups[^1].Changes, 500, 1_000);
    }

    [Fact]
    public void Snapshots_of_regions_with_different_rates_stay_near_their_entropy() =>
        Assert.InRange(Small.Value.Snapshot.Payload / Small.Value.Snapshot.Entropy, 0.99, 1.03);

    [Fact]
    public void Draws_a_chart_that_is_XML_and_says_that_it_is_synthetic()
    {
        var chart = StalenessChart.Draw(Small.Value);
        Assert.Equal("svg", XDocument.Parse(chart).Root!.Name.LocalName);
        Assert.Contains("Synthetic data", chart, StringComparison.Ordinal);
        var table = new StringWriter();
        NationTable.Write(Small.Value, table);
        Assert.Contains("Synthetic data", table.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Plans_499_million_entries_of_364_regions()
    {
        var plan = NationPlan.Make(new NationOptions());
        Assert.Equal(364, plan.Count);
        Assert.Equal(499_000_000, plan.Sum(region => region.Entries));
        Assert.All(plan, region => Assert.InRange(region.Entries, 1, 128L << 20));
        Assert.InRange(plan.Sum(region => region.Entries * region.Mix.Rate) / 499_000_000, 0.025, 0.035);
    }
}
