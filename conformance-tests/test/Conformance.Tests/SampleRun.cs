using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Comparing;
using Conformance.Reports;
using Conformance.Running;

namespace Conformance.Tests;

/// <summary>Runs of the profile for mdoc libraries as they might have been, by an adapter whose words are as bad as words can be.</summary>
internal static class SampleRun
{
    /// <summary>What a hostile adapter says wherever it is asked for text.</summary>
    public const string Nasty = "<script>alert(1)</script> \u0000\u001B[31m \uD800 ]]> & \" '";

    /// <summary>The profile.</summary>
    public static Profile Library { get; } = Profile.Find("mdoc-library")!;

    /// <summary>Its cases.</summary>
    public static ImmutableArray<ConformanceCase> Asked { get; } = [.. Cases.Catalogue.All.Where(Library.Takes)];

    /// <summary>The adapter.</summary>
    public static AdapterIdentity Identity { get; } = new(Nasty, Nasty, "C", [Feature.Licences, Feature.Authorities, Feature.DeviceMac], Nasty, new string('7', 64));

    /// <summary>When it ran.</summary>
    public static DateTimeOffset StartedAt { get; } = new(2026, 11, 23, 1, 2, 3, TimeSpan.Zero);

    /// <summary>Every case with this outcome.</summary>
    public static ImmutableArray<CaseResult> Results(Outcome outcome) =>
        [.. Asked.Select(found => new CaseResult(found, outcome, Nasty, TimeSpan.FromMilliseconds(3), [WireLine.Of('<', Nasty)]))];

    /// <summary>The whole run.</summary>
    public static RunResult Of(ImmutableArray<CaseResult> results, params ImmutableArray<ExpectedFailure> expected) => new()
    {
        Suite = Suite.Version,
        Seed = new string('a', 16),
        Profile = Library.Name,
        StartedAt = StartedAt,
        Elapsed = TimeSpan.FromSeconds(4),
        Adapter = Identity,
        Cases = results,
        Expected = expected,
        Objections = Objections.Of(Library, Identity, results, expected, DateOnly.FromDateTime(StartedAt.UtcDateTime)),
    };

    /// <summary>The same as a reader of its file has it.</summary>
    public static ClaimedResults Claimed(RunResult run)
    {
        using var folder = new SampleFolder();
        var (results, error) = ResultsFile.Read(folder.Write("results.json", ResultsJson.Write(run)));
        Assert.Null(error);
        return results!;
    }
}
