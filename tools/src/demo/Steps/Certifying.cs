using System.Text.Json.Nodes;
using Demo.Telling;
using Demo.World;

namespace Demo.Steps;

/// <summary>Makers of verifiers prove theirs with the conformance suite, and an operator refuses one that verifies nothing.</summary>
/// <param name="country">Where it plays.</param>
public sealed class Certifying(Country country)
{
    private const string Profile = "mdoc-library";

    /// <summary>The steps, in order.</summary>
    public IEnumerable<Step> Steps =>
    [
        new("certify", "A maker of handhelds", "runs the conformance suite on its verifier, under keys that it has never seen", Certify),
        new("certify-refused", "Another maker", "brings a verifier that says yes to everything", Refuse),
    ];

    private async Task<StepEnd> Certify(CancellationToken cancel)
    {
        var (code, results) = await Run("reference", Program("conformance-tests/adapters/reference"), cancel);
        return new StepEnd(code == 0 && Passed(results) == Count(results) && Count(results) > 0, "Passed", Note: $"{Passed(results)} of {Count(results)} cases; seed {results["seed"]}.");
    }

    private async Task<StepEnd> Refuse(CancellationToken cancel)
    {
        var (code, results) = await Run("accept-all", $"{Program("conformance-tests/adapters/null", "null-verifier")} accept-all", cancel);
        return new StepEnd(code == 1 && Passed(results) == 0 && Count(results) > 0, "Refused", Note: $"{Passed(results)} of {Count(results)} cases: without evidence no yes counts, and no rejection without the good one accepted.");
    }

    private static string Program(string project, string? name = null) => $"dotnet {Repository.Program(project, name)}";

    private async Task<(int Code, JsonNode Results)> Run(string name, string adapter, CancellationToken cancel)
    {
        var folder = country.Workspace.Folder("certify-" + name);
        var (code, output, errors) = await Child.Run(Repository.Program("conformance-tests/src/Conformance.Runner", "certify"), ["--adapter", adapter, "--profile", Profile, "--out", folder], cancel);
        var file = Path.Combine(folder, "results.json");
        return File.Exists(file) ? (code, JsonNode.Parse(await File.ReadAllTextAsync(file, cancel))!) : throw new InvalidOperationException($"certify {code}: {output}{errors}");
    }

    private static int Count(JsonNode results) => results["cases"]!.AsArray().Count;

    private static int Passed(JsonNode results) => results["cases"]!.AsArray().Count(result => (string?)result!["outcome"] == "PASS");
}
