using System.CommandLine;
using System.Text.Json.Nodes;
using TrustList.Format.Projections;

namespace Trustctl.Commands;

/// <summary>`trustctl lint FILE`: what makes readers stumble in a VICAL, a JWK set, PEM or a CRL.</summary>
internal static class LintCommand
{
    public static Command Build()
    {
        var file = new Argument<string>("FILE") { Description = "A VICAL, a JWK set, certificates in PEM, or a CRL; - is standard input" };
        var (now, json) = (Arguments.Now(), Arguments.Json());
        var command = new Command("lint", "Name everything wrong in a VICAL, JWK set, PEM or CRL: exit 0 nothing, 1 findings") { file, now, json };
        command.SetAction(parsed =>
        {
            var report = ProjectionLint.Check(InputFile.Read(parsed.GetValue(file)!, ProjectionLint.MostBytes), Arguments.Instant(parsed.GetValue(now)).Instant);
            if (parsed.GetValue(json)) Console.WriteLine(ToJson(report).ToJsonString(InspectCommand.Readable));
            else Tell(Console.Out, report);
            return report.Findings.IsEmpty ? ExitCode.Accepted : ExitCode.Refused;
        });
        return command;
    }

    internal static void Tell(TextWriter output, LintReport report)
    {
        output.WriteLine($"{report.Kind}: {report.Entries} entries, {report.Findings.Length} findings");
        foreach (var finding in report.Findings)
            output.WriteLine($"  {(int)finding.Rule} {finding.Rule} {finding.Where}: {finding.En} {finding.Zh}{(finding.Detail.Length == 0 ? "" : $" [{Plain(finding.Detail)}]")}");
    }

    private static JsonObject ToJson(LintReport report) => new()
    {
        ["kind"] = report.Kind.ToString(),
        ["entries"] = report.Entries,
        ["findings"] = new JsonArray([.. report.Findings.Select(finding => (JsonNode)new JsonObject
        {
            ["number"] = (int)finding.Rule, ["rule"] = finding.Rule.ToString(), ["where"] = finding.Where, ["detail"] = finding.Detail, ["zh"] = finding.Zh, ["en"] = finding.En,
        })]),
    };

    // What a hostile file says goes to a terminal.
    private static string Plain(string text) => string.Concat(text.Take(200).Select(c => char.IsControl(c) ? '?' : c));
}
