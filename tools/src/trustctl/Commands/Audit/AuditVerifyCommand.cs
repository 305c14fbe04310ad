using System.CommandLine;
using System.Text.Json.Nodes;
using TrustList.Format.Audit;
using TrustList.Format.Encoding;

namespace Trustctl.Commands;

/// <summary>
/// `trustctl audit verify FILE`: whether an exported audit trail is whole, unchanged and the region's own; or, of a gateway's trail, that
/// nobody signs, whether its chain is.
/// </summary>
internal static class AuditVerifyCommand
{
    public static Command Build()
    {
        var file = new Argument<string>("FILE") { Description = "An export of the audit trail, or a gateway's trail; - is standard input" };
        var unsigned = new Option<bool>("--gateway") { Description = "It is a gateway's trail: nobody signs it, its chain alone is checked" };
        var holds = new Option<string?>("--holds") { Description = "With --gateway: the hash of an entry that you noted (the gateway's log says them), which must be there" };
        var (keys, now, json) = (new RegionKeys(), Arguments.Now(), Arguments.Json());
        var command = new Command("verify", "Recompute the chain of an export and check its checkpoints: exit 0 whole and unchanged, 1 not, with the first bad line") { file, unsigned, holds, now, json };
        keys.AddTo(command);
        command.SetAction(parsed =>
        {
            var isGateway = parsed.GetValue(unsigned);
            var check = new AuditFileCheck(isGateway ? null : keys.Read(parsed, Arguments.Instant(parsed.GetValue(now)).Instant));
            var noted = parsed.GetValue(holds);
            if (noted is not null && !isGateway) throw new UsageException("--holds goes with --gateway.");
            var found = noted is null;
            foreach (var line in AuditLines.Of(parsed.GetValue(file)!))
            {
                if (!check.Take(line)) break;
                found |= noted == LowerHex.Of(check.LastHash.Span);
            }

            var finding = check.Finish() ?? (found ? null : new AuditFinding(AuditFault.Rewritten, 0, $"no entry has the hash {noted}"));
            if (parsed.GetValue(json)) Console.WriteLine(ToJson(check, finding).ToJsonString(InspectCommand.Readable));
            else Tell(check, finding);
            return finding is null ? ExitCode.Accepted : ExitCode.Refused;
        });
        return command;
    }

    private static void Tell(AuditFileCheck check, AuditFinding? finding)
    {
        if (finding is not null) Console.WriteLine($"Refused: line {finding.Line}: {finding.Fault}: {finding.Detail}");
        else if (check.Newest is null) Console.WriteLine($"Entries {check.First} to {check.Last} of a gateway, one chain; the last has the hash {LowerHex.Of(check.LastHash.Span)}");
        else Console.WriteLine($"Entries {check.First} to {check.Last} of {check.Newest.Region}, unchanged; {check.Checkpoints} checkpoints, the last of {Instants.Format(check.Newest.IssuedAt)}");
        if (finding is null && check.First > 1) Console.WriteLine($"  the trail began earlier: entries 1 to {check.First - 1} are not in this file");
    }

    private static JsonObject ToJson(AuditFileCheck check, AuditFinding? finding) => finding is null
        ? new()
        {
            ["ok"] = true,
            ["region"] = check.Newest?.Region,
            ["first"] = check.First,
            ["last"] = check.Last,
            ["hash"] = LowerHex.Of(check.LastHash.Span),
            ["checkpoints"] = check.Checkpoints,
            ["signedAt"] = check.Newest is { } newest ? Instants.Format(newest.IssuedAt) : null,
        }
        : new() { ["ok"] = false, ["line"] = finding.Line, ["fault"] = finding.Fault.ToString(), ["detail"] = finding.Detail };
}
