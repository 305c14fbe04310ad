using System.Text.Json.Nodes;
using Conformance.Cases;
using Conformance.Comparing;
using Conformance.Reports;

namespace Conformance.Tests.Comparing;

/// <summary>What differs between two files of results, and files that are none.</summary>
public sealed class ComparisonTests : IDisposable
{
    private readonly SampleFolder folder = new();

    [Theory]
    [InlineData(Outcome.Pass, Outcome.Pass, null)]
    [InlineData(Outcome.Pass, Outcome.NonStrict, ChangeKind.Worse)]
    [InlineData(Outcome.Pass, Outcome.Fail, ChangeKind.Worse)]
    [InlineData(Outcome.NonStrict, Outcome.Unsupported, ChangeKind.Worse)]
    [InlineData(Outcome.Unsupported, Outcome.Inconclusive, ChangeKind.Worse)]
    [InlineData(Outcome.Inconclusive, Outcome.Crash, ChangeKind.Worse)]
    [InlineData(Outcome.Hang, Outcome.Pass, ChangeKind.Better)]
    [InlineData(Outcome.Fail, Outcome.Hang, ChangeKind.Other)]
    public void Tells_worse_from_better(Outcome before, Outcome now, ChangeKind? kind)
    {
        var comparison = new Comparison(One(before), One(now));
        Assert.Equal(kind, comparison.Changes.SingleOrDefault()?.Kind);
        Assert.Equal(SampleRun.Asked.Length - comparison.Changes.Length, comparison.Same);
        Assert.Equal(kind == ChangeKind.Worse, comparison.IsWorse);
    }

    [Fact]
    public void Rejects_a_run_that_left_a_case_out()
    {
        var whole = One(Outcome.Pass);
        var part = SampleRun.Claimed(SampleRun.Of(SampleRun.Results(Outcome.Pass)[1..]));
        Assert.True(new Comparison(whole, part).IsWorse);
        Assert.False(new Comparison(part, whole).IsWorse);
        Assert.Equal(1, new Comparison(part, whole).LeftOut);
        Assert.Equal(0, new Comparison(part with { Suite = "0.1.0" }, whole).LeftOut);
        Assert.Equal(1, CompareVerb.Run([folder.Write("part.json", ResultsJson.Write(SampleRun.Of(SampleRun.Results(Outcome.Pass)[1..]))), Write("whole.json", Outcome.Pass)]));
        Assert.True(new Comparison(part, One(Outcome.Fail)).IsWorse);
    }

    [Fact]
    public void Remarks_on_all_else_that_differs()
    {
        var first = One(Outcome.Pass);
        Assert.Single(new Comparison(first, first).Remarks(), remark => remark.StartsWith("the same seed", StringComparison.Ordinal));
        var other = One(Outcome.Fail) with { Seed = new string('b', 16), Suite = "0.7.0", Profile = "tuf-client", AdapterSha256 = new string('1', 64) };
        Assert.Equal(4, new Comparison(first, other).Remarks().Count());
    }

    [Theory]
    [InlineData(Outcome.Pass, Outcome.Pass, 0)]
    [InlineData(Outcome.Pass, Outcome.Fail, 1)]
    [InlineData(Outcome.Fail, Outcome.Pass, 0)]
    public void Says_by_its_exit_whether_something_is_worse(Outcome before, Outcome now, int exit)
    {
        string[] words = [Write("a.json", before), Write("b.json", now)];
        Assert.Equal(exit, CompareVerb.Run(words));
        Assert.Equal(exit, CompareVerb.Run([.. words, "--json"]));
    }

    [Fact]
    public void Rejects_a_command_line_that_is_none()
    {
        var file = Write("a.json", Outcome.Pass);
        foreach (string[] words in new string[][] { [], [file], [file, file, file], [file, file, "--xml"], [file, file, "--json", "--json"], [file, file, "--statement", file], [file, file, "--now", "today"] })
            Assert.Equal(2, CompareVerb.Run(words));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"format\":\"conformance-results/1\"")]
    [InlineData("{\"format\":\"conformance-results/2\"}")]
    [InlineData("{\"format\":7}")]
    public void Rejects_a_file_that_holds_no_results(string text)
    {
        var file = folder.Write("none.json", text);
        Assert.StartsWith($"{file}: ", ResultsFile.Read(file).Error, StringComparison.Ordinal);
        Assert.Equal(2, CompareVerb.Run([file, file]));
    }

    [Fact]
    public void Rejects_results_that_are_not_of_the_form()
    {
        var good = JsonNode.Parse(ResultsJson.Write(SampleRun.Of(SampleRun.Results(Outcome.Pass))))!.AsObject();
        foreach (var change in new Action<JsonObject>[]
        {
            json => json["cases"]!.AsArray().Add(json["cases"]![0]!.DeepClone()),
            json => json["cases"]![0]!["outcome"] = "GOOD",
            json => json["cases"]![0]!["outcome"] = 0,
            json => json["cases"] = "none",
            json => json["passed"] = "true",
            json => json["startedAt"] = "2026-11-23",
            json => json["startedAt"] = "9999-12-31T23:59:59Z",
            json => json.Remove("adapter"),
            json => json["adapter"]!.AsObject().Remove("sha256"),
            json => json["expected"]!.AsArray().Add(1),
        })
        {
            var json = good.DeepClone().AsObject();
            change(json);
            Assert.NotNull(ResultsFile.Read(folder.Write("bad.json", json.ToJsonString())).Error);
        }
        Assert.NotNull(ResultsFile.Read(folder.Write("twice.json", good.ToJsonString().Insert(1, "\"suite\":\"0.5.0\","))).Error);
        Assert.Null(ResultsFile.Read(folder.Write("good.json", good.ToJsonString())).Error);
    }

    [Fact]
    public void Rejects_what_is_no_file_and_what_is_too_large()
    {
        Assert.NotNull(ResultsFile.Read(folder["nowhere"]).Error);
        Assert.NotNull(ResultsFile.Read(folder[""]).Error);
        using (var large = File.Create(folder["large"]))
            large.SetLength(ResultsFile.MaxBytes + 1L);
        Assert.Contains("at most", ResultsFile.Read(folder["large"]).Error!, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private static ClaimedResults One(Outcome outcome) => SampleRun.Claimed(Run(outcome));

    private static RunResult Run(Outcome outcome)
    {
        var results = SampleRun.Results(Outcome.Pass);
        return SampleRun.Of(results.SetItem(0, results[0] with { Outcome = outcome }));
    }

    private string Write(string name, Outcome outcome) => folder.Write(name, ResultsJson.Write(Run(outcome)));
}
