using System.Text.Json.Nodes;
using Conformance.Cases;
using Conformance.Reports;
using NJsonSchema;
using TrustList.Testing;

namespace Conformance.Tests.Reports;

/// <summary>results.json by its schema, read by a library.</summary>
public sealed class ResultsSchemaTests
{
    private static readonly JsonObject Good = JsonNode.Parse(ResultsJson.Write(SampleRun.Of(SampleRun.Results(Outcome.Fail), new ExpectedFailure("a/b/c", "r", "#1", new DateOnly(2027, 1, 1)))))!.AsObject();

    [Fact]
    public async Task Accepts_its_own_results() => Assert.Empty((await Schema()).Validate(Good.ToJsonString()));

    [Fact]
    public async Task Rejects_results_of_another_form()
    {
        var schema = await Schema();
        foreach (var (change, i) in new Action<JsonObject>[]
        {
            json => json["format"] = "conformance-results/2",
            json => json["seed"] = "1",
            json => json["seed"] = 1,
            json => json["milliseconds"] = 1.5,
            json => json["profile"] = "verifier",
            json => json["passed"] = "yes",
            json => json["more"] = 1,
            json => json.Remove("passed"),
            json => json["totals"]!.AsObject().Remove("HANG"),
            json => json["adapter"]!["sha256"] = new string('A', 64),
            json => json["expected"]![0]!["until"] = "soon",
            json => json["cases"]![0]!["outcome"] = "GOOD",
            json => json["cases"]![0]!["id"] = "a/b",
            json => json["cases"]![0]!["titleZh"] = null,
            json => json["cases"]![0]!["wire"]![0]!["direction"] = "=",
        }.Select((change, i) => (change, i)))
        {
            var bad = Good.DeepClone().AsObject();
            change(bad);
            Assert.True(schema.Validate(bad.ToJsonString()).Count > 0, $"change {i}");
        }
    }

    private static Task<JsonSchema> Schema() => JsonSchema.FromFileAsync(Path.Combine(RepositoryPaths.Root!, "conformance-tests", "results.schema.json"));
}
