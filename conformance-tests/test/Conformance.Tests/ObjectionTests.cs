using Conformance.Cases;
using Conformance.Running;

namespace Conformance.Tests;

/// <summary>Whether a profile is passed, with failures that are known.</summary>
public sealed class ObjectionTests
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(SampleRun.StartedAt.UtcDateTime);

    [Fact]
    public void Accepts_a_whole_run_and_rejects_a_part_of_one()
    {
        Assert.Empty(Objections.Of(SampleRun.Library, SampleRun.Identity, SampleRun.Results(Outcome.Pass), [], Today));
        Assert.Contains("1 cases of the profile were not played", Objections.Of(SampleRun.Library, SampleRun.Identity, SampleRun.Results(Outcome.Pass)[1..], [], Today));
    }

    [Theory]
    [InlineData(Outcome.Fail, "2026-11-23", 0)]
    [InlineData(Outcome.Fail, "2026-11-22", 1)]
    [InlineData(Outcome.Pass, "2026-11-23", 1)]
    public void Rejects_an_expected_failure_that_lapsed_or_passes(Outcome outcome, string until, int objections)
    {
        var results = SampleRun.Results(Outcome.Pass);
        results = results.SetItem(0, results[0] with { Outcome = outcome });
        var expected = new ExpectedFailure(results[0].Case.Id, "known", "#1", DateOnly.Parse(until, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(objections, Objections.Of(SampleRun.Library, SampleRun.Identity, results, [expected], Today).Length);
        Assert.Single(Objections.Of(SampleRun.Library, SampleRun.Identity, SampleRun.Results(Outcome.Pass), [expected with { Id = "no/such/case" }], Today));
    }

    [Fact]
    public void Rejects_an_adapter_that_lacks_what_the_profile_needs() =>
        Assert.Contains("the profile needs authorities", Objections.Of(SampleRun.Library, SampleRun.Identity with { Features = [Feature.Licences] }, SampleRun.Results(Outcome.Pass), [], Today));

    [Fact]
    public void Rejects_a_command_that_names_no_file_and_an_expectation_without_end()
    {
        var nameless = SampleRun.Identity with { Sha256 = Conformance.Adapters.ProgramDigest.Of("sh -c true") };
        Assert.Single(Objections.Of(SampleRun.Library, nameless, SampleRun.Results(Outcome.Pass), [], Today));
        var results = SampleRun.Results(Outcome.Pass);
        results = results.SetItem(0, results[0] with { Outcome = Outcome.Fail });
        var endless = new ExpectedFailure(results[0].Case.Id, "known", "#1", Today.AddYears(1).AddDays(1));
        Assert.Single(Objections.Of(SampleRun.Library, SampleRun.Identity, results, [endless], Today));
    }

    [Fact]
    public void Rejects_a_list_of_expected_failures_with_every_fault_at_once()
    {
        using var folder = new SampleFolder();
        var file = folder.Write("known.json", """[{"id":"a/b/c","reason":"r","issue":"1","until":"2026-11-23"},{"id":"a/b/c","reason":"r","issue":"1","until":"2026-11-23"},{"id":"x/y/z"},7,{"id":"d/e/f","reason":"r","issue":"1","until":"soon"}]""");
        Assert.Equal(
            [$"{file}: x/y/z: reason is no text", $"{file}: entry 4: no object", $"{file}: d/e/f: until is no day (YYYY-MM-DD)", $"{file}: a/b/c twice"],
            ExpectedFailures.Read(file).Faults);
        Assert.Single(ExpectedFailures.Read(folder.Write("twice.json", """[{"id":"a","id":"b"}]""")).Faults);
    }
}
