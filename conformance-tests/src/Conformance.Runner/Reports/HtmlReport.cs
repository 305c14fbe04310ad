using System.Globalization;
using System.Net;
using System.Text;
using Conformance.Cases;

namespace Conformance.Reports;

/// <summary>The report for people: one file without a network or a script, in Chinese and English. What an adapter wrote is never markup.</summary>
internal static class HtmlReport
{
    private static readonly Outcome[] Columns = Enum.GetValues<Outcome>();

    /// <summary>The text of the file.</summary>
    public static string Write(RunResult run)
    {
        var page = new StringBuilder();
        page.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n")
            .Append(CultureInfo.InvariantCulture, $"<title>{Safe(run.Profile)}: {Short(run.Adapter.Name)}</title>\n<style>{HtmlStyle.Css}</style></head>\n<body>\n")
            .Append("<nav><label><input type=\"radio\" name=\"language\" id=\"en\" checked> English</label> <label><input type=\"radio\" name=\"language\" id=\"zh\"> 中文</label></nav>\n");
        Head(page, run);
        Matrix(page, run);
        foreach (var area in run.Cases.GroupBy(result => result.Case.Area).OrderBy(area => area.Key, StringComparer.Ordinal))
            Area(page, area);
        Clauses(page, run);
        return page.Append("</body></html>\n").ToString();
    }

    private static void Head(StringBuilder page, RunResult run)
    {
        var counted = run.Cases.Count(result => result.Outcome == Outcome.Pass);
        page.Append(CultureInfo.InvariantCulture, $"<header class=\"{(run.Passed ? "good" : "bad")}\"><h1>{Short(run.Adapter.Name)} {Short(run.Adapter.Version)}</h1>\n")
            .Append(CultureInfo.InvariantCulture, $"<p class=\"verdict\">{Both(run.Passed ? "Passed" : "Not passed", run.Passed ? "通过" : "未通过")}: {Safe(run.Profile)}, {counted} / {run.Cases.Length}</p>\n<dl>");
        Row("Language", "语言", run.Adapter.Language);
        Row("Features", "功能", string.Join(", ", run.Adapter.Features));
        Row("Command", "命令", run.Adapter.Command);
        Row("SHA-256 of the program", "程序摘要", run.Adapter.Sha256);
        Row("Suite", "测试套件", $"{run.Suite}, {run.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC, {run.Elapsed.TotalSeconds:F0} s");
        Row("Seed", "种子", run.Seed);
        page.Append("</dl></header>\n");
        if (!run.Objections.IsEmpty)
            page.Append(CultureInfo.InvariantCulture, $"<details><summary>{Both($"{run.Objections.Length} objections", $"{run.Objections.Length} 项异议")}</summary><ul>{string.Concat(run.Objections.Select(line => $"<li>{Safe(line)}</li>"))}</ul></details>\n");

        void Row(string en, string zh, string value) => page.Append(CultureInfo.InvariantCulture, $"<dt>{Both(en, zh)}</dt><dd>{Safe(value)}</dd>");
    }

    private static void Matrix(StringBuilder page, RunResult run)
    {
        page.Append(CultureInfo.InvariantCulture, $"<table class=\"matrix\"><tr><th>{Both("Area", "领域")}</th>{string.Concat(Columns.Select(outcome => $"<th>{Mark(outcome)}</th>"))}</tr>\n");
        foreach (var area in run.Cases.GroupBy(result => result.Case.Area).OrderBy(area => area.Key, StringComparer.Ordinal))
            page.Append(CultureInfo.InvariantCulture, $"<tr><th><a href=\"#{Safe(area.Key)}\">{Safe(area.Key)}</a></th>{string.Concat(Columns.Select(outcome => Cell(area.Count(result => result.Outcome == outcome), outcome)))}</tr>\n");
        page.Append("</table>\n");
    }

    private static string Cell(int count, Outcome outcome) => count == 0 ? "<td></td>" : $"<td class=\"{Class(outcome)}\">{count}</td>";

    private static void Area(StringBuilder page, IGrouping<string, CaseResult> area)
    {
        page.Append(CultureInfo.InvariantCulture, $"<h2 id=\"{Safe(area.Key)}\">{Safe(area.Key)}</h2>\n");
        foreach (var result in area)
            page.Append(CultureInfo.InvariantCulture, $"<details class=\"case\"><summary>{Mark(result.Outcome)} <span class=\"title\">{Both(result.Case.Title, result.Case.TitleZh)}</span> <code>{Safe(result.Case.Id)}</code></summary>\n<p>{Safe(result.Detail)}</p>\n<p class=\"small\">{result.Case.Level.ToString().ToUpperInvariant()} · {result.Case.Severity} · {string.Join(" · ", result.Case.Requirements.Select(ClauseLink.Of))}{(result.Case.Twin is { } twin ? $" · {Both("twin", "对照")} <code>{Safe(twin)}</code>" : "")} · {result.Elapsed.TotalMilliseconds:F0} ms</p>\n<pre>{string.Join('\n', result.ReportedWire.Select(line => Safe($"{line.Direction} {line.Text}")))}</pre></details>\n");
    }

    private static void Clauses(StringBuilder page, RunResult run)
    {
        page.Append(CultureInfo.InvariantCulture, $"<h2>{Both($"Clauses of SPEC.md, suite {run.Suite}", $"SPEC.md 条款，套件 {run.Suite}")}</h2>\n");
        foreach (var number in run.Cases.SelectMany(result => result.Case.Requirements).Select(SpecClauses.Cited).OfType<string>().Distinct(StringComparer.Ordinal)
            .OrderBy(number => Version.Parse(number.Contains('.', StringComparison.Ordinal) ? number : $"{number}.0")))
            page.Append(CultureInfo.InvariantCulture, $"<pre id=\"spec-{number}\">{Safe(SpecClauses.All[number])}</pre>\n");
    }

    private static string Mark(Outcome outcome) => $"<span class=\"mark {Class(outcome)}\">{outcome.Word()}</span>";

    private static string Class(Outcome outcome) => outcome.ToString().ToLowerInvariant();

    private static string Both(string en, string zh) => en == zh ? Safe(en) : $"<span class=\"en\">{Safe(en)}</span><span class=\"zh\" lang=\"zh\">{Safe(zh)}</span>";

    private static string Short(string text) => Safe(text.Length <= 100 ? text : text[..99] + "…");

    private static string Safe(string text) => WebUtility.HtmlEncode(LegalText.Of(text));
}
