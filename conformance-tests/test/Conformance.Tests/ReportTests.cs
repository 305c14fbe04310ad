using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Conformance.Cases;
using Conformance.Reports;
using Conformance.Running;
using TrustList.Testing;

namespace Conformance.Tests;

/// <summary>What is made of a run, whatever an adapter wrote.</summary>
public sealed class ReportTests
{
    private const string Nasty = "<script>alert(1)</script> \u0000\u001B[31m \uD800 ]]> & \" '";
    private static readonly Profile Library = Profile.Find("mdoc-library")!;
    private static readonly DateOnly Today = new(2026, 11, 23);

    private static ImmutableArray<ConformanceCase> All => [.. Cases.Catalogue.All.Where(Library.Takes)];

    [Fact]
    public void Accepts_its_own_results_by_the_schema()
    {
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryPaths.Root!, "conformance-tests", "results.schema.json")))!;
        var results = JsonNode.Parse(ResultsJson.Write(Run(Outcome.Fail)))!;
        Assert.Equal([], SchemaCheck.Run(results, schema));
        results["seed"] = "1";
        results["cases"]![0]!["outcome"] = "GOOD";
        results.AsObject().Remove("passed");
        Assert.Equal(3, SchemaCheck.Run(results, schema).Count());
    }

    [Fact]
    public void Survives_what_an_adapter_wrote_in_JUnit()
    {
        var read = XDocument.Parse(JUnitXml.Write(Run(Outcome.Crash)));
        Assert.Equal(All.Length, read.Descendants("testcase").Count());
        Assert.Equal(All.Length, read.Descendants("error").Count());
    }

    [Fact]
    public void Survives_what_an_adapter_wrote_in_the_page()
    {
        var page = HtmlReport.Write(Run(Outcome.Fail));
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Accepts_a_whole_run_and_rejects_a_part_of_one()
    {
        Assert.Empty(Objections.Of(Library, Identity, Results(Outcome.Pass), [], Today));
        Assert.Contains("1 cases of the profile were not played", Objections.Of(Library, Identity, Results(Outcome.Pass)[1..], [], Today));
    }

    [Theory]
    [InlineData(Outcome.Fail, "2026-11-23", 0)]
    [InlineData(Outcome.Fail, "2026-11-22", 1)]
    [InlineData(Outcome.Pass, "2026-11-23", 1)]
    public void Rejects_an_expected_failure_that_lapsed_or_passes(Outcome outcome, string until, int objections)
    {
        var results = Results(Outcome.Pass);
        results = results.SetItem(0, results[0] with { Outcome = outcome });
        var expected = new ExpectedFailure(results[0].Case.Id, "known", "#1", DateOnly.Parse(until, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(objections, Objections.Of(Library, Identity, results, [expected], Today).Length);
        Assert.Single(Objections.Of(Library, Identity, Results(Outcome.Pass), [expected with { Id = "no/such/case" }], Today));
    }

    [Fact]
    public void Rejects_an_adapter_that_lacks_what_the_profile_needs() =>
        Assert.Contains("the profile needs authorities", Objections.Of(Library, Identity with { Features = [Feature.Licences] }, Results(Outcome.Pass), [], Today));

    [Fact]
    public void Rejects_a_list_of_expected_failures_with_every_fault_at_once()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, """[{"id":"a/b/c","reason":"r","issue":"1","until":"2026-11-23"},{"id":"a/b/c","reason":"r","issue":"1","until":"2026-11-23"},{"id":"x"},7]""");
        Assert.Equal(3, ExpectedFailures.Read(file).Faults.Count);
        File.WriteAllText(file, """[{"id":"a","id":"b"}]""");
        Assert.Single(ExpectedFailures.Read(file).Faults);
        File.Delete(file);
    }

    private static AdapterIdentity Identity { get; } = new(Nasty, Nasty, "C", [Feature.Licences, Feature.Authorities, Feature.DeviceMac], Nasty, new string('0', 64));

    private static ImmutableArray<CaseResult> Results(Outcome outcome) =>
        [.. All.Select(found => new CaseResult(found, outcome, Nasty, TimeSpan.FromMilliseconds(3), [WireLine.Of('<', Nasty)]))];

    private static RunResult Run(Outcome outcome) => new()
    {
        Suite = "0.6.0",
        Seed = new string('a', 16),
        Profile = Library.Name,
        StartedAt = new DateTimeOffset(2026, 11, 23, 1, 2, 3, TimeSpan.Zero),
        Elapsed = TimeSpan.FromSeconds(4),
        Adapter = Identity,
        Cases = Results(outcome),
        Objections = ["one"],
    };
}
