using System.Collections.Immutable;
using System.Text;
using Conformance.Cases;

namespace Conformance.Defects;

/// <summary>The matrix for people.</summary>
internal static class KillReport
{
    private const int CasesShown = 4;

    /// <summary>As Markdown.</summary>
    internal static string Markdown(KillMatrix matrix)
    {
        var killed = matrix.Rows.Count(row => !row.Kills.IsEmpty);
        var text = new StringBuilder()
            .Append("# The suite, tested\n\n")
            .Append("The reference verifier with one mistake at a time: written by `./soak suite`, the whole of it in [JSON](conformance-kill-matrix.json). A defect is killed by a case that the reference passes and the defective verifier does not. ")
            .Append("By a critical defect something forged or withdrawn counts: only a case that must be refused kills it, and a right rejection for another reason (NON-STRICT) does not. ")
            .Append("The defects stand in `conformance-tests/adapters/defective/defects.json`, each a line of product code and what a mistaken implementer writes in its place.\n\n")
            .Append($"{matrix.Rows.Length} defects, {matrix.Rows.Count(row => row.Defect.Critical)} of them critical; {killed} killed, {matrix.Survivors.Count()} survive, ")
            .Append($"{matrix.Rows.Count(row => row.Defect.Equivalent is not null)} equivalent. {Catalogue.All.Length} cases.\n\n");
        List(text, "Survivors", matrix.Survivors.Select(row => $"`{row.Defect.Id}`: {row.Defect.Title}"));
        List(text, "Cases that do not pass without a defect", matrix.Broken);
        List(text, "Critical cases that kill no defect", matrix.Idle.Select(found => $"`{found.Id}`"));
        text.Append("## Matrix\n\n| defect | critical | what is wrong | killed by | cases |\n|---|---|---|---|---|\n");
        foreach (var row in matrix.Rows)
            text.Append($"| `{row.Defect.Id}` | {(row.Defect.Critical ? "yes" : "")} | {row.Defect.Title} | {row.Kills.Length} | {Cell(row)} |\n");
        return text.ToString();
    }

    private static string Cell(KillRow row) => row.Defect.Equivalent is { } why ? $"equivalent: {why}"
        : string.Join("<br>", row.Kills.OrderBy(kill => kill.Outcome != Outcome.Fail).Take(CasesShown).Select(kill => $"`{kill.Case}` {(kill.Outcome == Outcome.Fail ? "" : kill.Outcome.Word())}".TrimEnd()))
            + (row.Kills.Length > CasesShown ? "<br>…" : "");

    private static void List(StringBuilder text, string title, IEnumerable<string> lines)
    {
        var all = lines.ToImmutableArray();
        text.Append($"## {title}\n\n{(all.IsEmpty ? "None.\n" : string.Concat(all.Select(line => $"- {line}\n")))}\n");
    }
}
