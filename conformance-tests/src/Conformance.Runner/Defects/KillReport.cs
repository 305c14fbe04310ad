using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Conformance.Cases;

namespace Conformance.Defects;

/// <summary>The matrix for people and for machines.</summary>
internal static class KillReport
{
    private const int CasesShown = 6;

    /// <summary>Writes it as Markdown to the path, and as JSON beside it.</summary>
    public static void Write(KillMatrix matrix, string path)
    {
        File.WriteAllText(path, Markdown(matrix));
        File.WriteAllText(Path.ChangeExtension(path, ".json"), Json(matrix).ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n");
    }

    /// <summary>As Markdown.</summary>
    internal static string Markdown(KillMatrix matrix)
    {
        var killed = matrix.Rows.Count(row => !row.Kills.IsEmpty);
        var text = new StringBuilder()
            .Append("# The suite, tested\n\n")
            .Append("The reference verifier with one mistake at a time: written by `./soak suite`. A defect is killed by a case that the reference passes and the defective verifier does not; ")
            .Append("a right rejection for another reason (NON-STRICT) kills only what is not critical. The defects stand in `conformance-tests/adapters/defective/defects.json`, each a line of product code and what a mistaken implementer writes in its place.\n\n")
            .Append($"{matrix.Rows.Length} defects, {matrix.Rows.Count(row => row.Defect.Critical)} of them critical; {killed} killed, {matrix.Survivors.Count()} survive, ")
            .Append($"{matrix.Rows.Count(row => row.Defect.Equivalent is not null)} equivalent. {matrix.Played.Count()} cases.\n\n");
        List(text, "Survivors", matrix.Survivors.Select(row => $"`{row.Defect.Id}`: {row.Defect.Title}"));
        List(text, "Cases that do not pass without a defect", matrix.Broken.Select(result => $"`{result.Case.Id}`: {result.Outcome.Word()} {result.Detail}"));
        List(text, "Critical cases that kill no defect", matrix.Idle.Select(found => $"`{found.Id}`"));
        text.Append("## Matrix\n\n| defect | critical | what is wrong | killed by | cases |\n|---|---|---|---|---|\n");
        foreach (var row in matrix.Rows.OrderBy(row => row.Defect.Id, StringComparer.Ordinal))
            text.Append($"| `{row.Defect.Id}` | {(row.Defect.Critical ? "yes" : "")} | {row.Defect.Title} | {row.Kills.Length} | {Cell(row)} |\n");
        return text.ToString();
    }

    private static string Cell(KillRow row) => row.Defect.Equivalent is { } why ? $"equivalent: {why}"
        : string.Join("<br>", row.Kills.Take(CasesShown).Select(kill => $"`{kill.Case.Id}` {(kill.Outcome == Outcome.Fail ? "" : kill.Outcome.Word())}".TrimEnd()))
            + (row.Kills.Length > CasesShown ? "<br>…" : "");

    private static void List(StringBuilder text, string title, IEnumerable<string> lines)
    {
        var all = lines.ToImmutableArray();
        text.Append($"## {title}\n\n{(all.IsEmpty ? "None.\n" : string.Concat(all.Select(line => $"- {line}\n")))}\n");
    }

    private static JsonObject Json(KillMatrix matrix) => new()
    {
        ["suite"] = Running.Suite.Version,
        ["cases"] = matrix.Played.Count(),
        ["survivors"] = Texts(matrix.Survivors.Select(row => row.Defect.Id)),
        ["idle"] = Texts(matrix.Idle.Select(found => found.Id)),
        ["broken"] = Texts(matrix.Broken.Select(result => result.Case.Id)),
        ["defects"] = new JsonArray([.. matrix.Rows.OrderBy(row => row.Defect.Id, StringComparer.Ordinal).Select(row => new JsonObject
        {
            ["id"] = row.Defect.Id,
            ["critical"] = row.Defect.Critical,
            ["equivalent"] = row.Defect.Equivalent,
            ["kills"] = new JsonObject(row.Kills.OrderBy(kill => kill.Case.Id, StringComparer.Ordinal).Select(kill => KeyValuePair.Create(kill.Case.Id, (JsonNode?)kill.Outcome.Word()))),
        })]),
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Order(StringComparer.Ordinal).Select(text => JsonValue.Create(text))]);
}
