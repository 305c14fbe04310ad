using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Conformance.Cases;
using TrustList.Format.Encoding;

namespace Conformance.Reports;

/// <summary><c>results.json</c>, format <c>conformance-results/1</c> (<c>conformance-tests/results.schema.json</c>).</summary>
internal static class ResultsJson
{
    /// <summary>The format's name.</summary>
    public const string Format = "conformance-results/1";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Default };

    /// <summary>The text of the file, with a closing line feed.</summary>
    public static string Write(RunResult run) => new JsonObject
    {
        ["format"] = Format,
        ["suite"] = run.Suite,
        ["seed"] = run.Seed,
        ["profile"] = run.Profile,
        ["startedAt"] = Instants.Format(Instants.WholeSeconds(run.StartedAt)),
        ["milliseconds"] = (long)run.Elapsed.TotalMilliseconds,
        ["adapter"] = Adapter(run.Adapter),
        ["passed"] = run.Passed,
        ["totals"] = new JsonObject(Enum.GetValues<Outcome>().Select(outcome =>
            KeyValuePair.Create<string, JsonNode?>(outcome.Word(), run.Cases.Count(result => result.Outcome == outcome)))),
        ["objections"] = Texts(run.Objections),
        ["expected"] = new JsonArray([.. run.Expected.Select(Expected)]),
        ["cases"] = new JsonArray([.. run.Cases.Select(Case)]),
    }.ToJsonString(Indented) + "\n";

    private static JsonObject Adapter(AdapterIdentity adapter) => new()
    {
        ["name"] = adapter.Name,
        ["version"] = adapter.Version,
        ["language"] = adapter.Language,
        ["features"] = Texts(adapter.Features),
        ["command"] = adapter.Command,
        ["sha256"] = adapter.Sha256,
    };

    private static JsonObject Expected(ExpectedFailure expected) => new()
    {
        ["id"] = expected.Id,
        ["reason"] = expected.Reason,
        ["issue"] = expected.Issue,
        ["until"] = expected.Until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    private static JsonObject Case(CaseResult result) => new()
    {
        ["id"] = result.Case.Id,
        ["area"] = result.Case.Area,
        ["title"] = result.Case.Title,
        ["titleZh"] = result.Case.TitleZh,
        ["level"] = result.Case.Level.ToString().ToUpperInvariant(),
        ["severity"] = result.Case.Severity.ToString().ToLowerInvariant(),
        ["requirements"] = Texts(result.Case.Requirements),
        ["features"] = Texts(result.Case.Features),
        ["flags"] = Texts(result.Case.Flags),
        ["since"] = result.Case.Since,
        ["twin"] = result.Case.Twin,
        ["outcome"] = result.Outcome.Word(),
        ["detail"] = result.Detail,
        ["milliseconds"] = (long)result.Elapsed.TotalMilliseconds,
        ["wire"] = new JsonArray([.. result.ReportedWire.Select(line => new JsonObject { ["direction"] = line.Direction.ToString(), ["text"] = line.Text })]),
    };

    private static JsonArray Texts(ImmutableArray<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];
}
