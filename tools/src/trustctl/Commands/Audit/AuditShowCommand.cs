using System.CommandLine;
using System.Globalization;
using TrustList.Format.Audit;

namespace Trustctl.Commands;

/// <summary>`trustctl audit show FILE`: the entries of an export for people. Proves nothing: <see cref="AuditVerifyCommand"/> does.</summary>
internal static class AuditShowCommand
{
    public static Command Build()
    {
        var file = new Argument<string>("FILE") { Description = "An export of the audit trail; - is standard input" };
        var driver = new Option<string?>("--driver") { Description = "Only entries of this driver key" };
        var act = new Option<string?>("--act") { Description = "Only this act, for example LiveAnswered" };
        var who = new Option<string?>("--who") { Description = "Only this caller" };
        var command = new Command("show", "Print the entries of an export") { file, driver, act, who };
        command.SetAction(parsed =>
        {
            var lines = 0;
            foreach (var bytes in AuditLines.Of(parsed.GetValue(file)!))
            {
                lines++;
                var line = AuditLine.Read(bytes);
                if (!line.Ok) throw new StopException(ExitCode.Refused, $"line {lines}: {line.Fault}: {line.Detail}");
                if (line.Value.Entry is { } entry && Wants(parsed.GetValue(driver), entry.Driver) && Wants(parsed.GetValue(act), entry.Act) && Wants(parsed.GetValue(who), entry.Who))
                    Print(entry);
            }

            return ExitCode.Accepted;
        });
        return command;
    }

    private static bool Wants(string? wanted, string text) => wanted is null || wanted == text;

    private static void Print(AuditEntry entry) => Console.WriteLine(string.Join(
        "  ", $"{entry.Seq,8}", entry.At.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), entry.Act, Shown(entry.Who), Shown(entry.Why),
        entry.Driver.Length == 0 ? "-" : Shown(entry.Driver), Shown(entry.What)));

    /// <summary>A caller chose it: no control character reaches the terminal.</summary>
    private static string Shown(string text) => new([.. text.Select(c => char.IsControl(c) ? '?' : c)]);
}
