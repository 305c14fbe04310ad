using System.CommandLine;
using System.Text.Json.Nodes;
using TrustList.Format.Disputes;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;

namespace Trustctl.Commands;

/// <summary>`trustctl dispute show FILE`: a dispute between two regions, and its answer, in words (SPEC.md §15).</summary>
internal static class DisputeCommand
{
    public static Command Build() => new("dispute", "A dispute about a status: read the signed record and the signed answer") { BuildShow() };

    private static Command BuildShow()
    {
        var file = new Argument<string>("FILE") { Description = "A signed dispute record" };
        var answer = new Option<string?>("--answer") { Description = "The signed answer to it" };
        var (keys, now, json) = (new RegionKeys(), Arguments.Now(), Arguments.Json());
        var command = new Command("show", "Check and print a dispute, and the answer where one is given: exit 0 both regions' word, 1 not") { file, answer, now, json };
        keys.AddTo(command);
        command.SetAction(parsed =>
        {
            var at = Arguments.Instant(parsed.GetValue(now)).Instant;
            var statusKey = keys.Read(parsed, at);
            var record = DisputeRecord.Verify(InputFile.Read(parsed.GetValue(file)!, Limits.DisputeBytes), statusKey, at);
            if (!record.Ok) throw new StopException(ExitCode.Refused, $"Refused: {record.Fault}: {record.Detail}");
            var answered = parsed.GetValue(answer) is { } path ? Answer(InputFile.Read(path, Limits.DisputeBytes), record.Value.Claims, statusKey, at) : null;
            if (parsed.GetValue(json)) Console.WriteLine(ToJson(record.Value, answered).ToJsonString(InspectCommand.Readable));
            else Tell(record.Value, answered);
            return ExitCode.Accepted;
        });
        return command;
    }

    private static DisputeAnswerClaims Answer(byte[] bytes, DisputeClaims dispute, Func<string, string, PublicKey?> statusKey, DateTimeOffset at)
    {
        var read = DisputeAnswer.Verify(bytes, dispute, keyId => statusKey(dispute.Home, keyId), at);
        return read.Ok ? read.Value.Claims : throw new StopException(ExitCode.Refused, $"Refused: the answer: {read.Fault}: {read.Detail}");
    }

    private static void Tell(DisputeRecord record, DisputeAnswerClaims? answer)
    {
        var claims = record.Claims;
        Console.WriteLine($"Dispute {LowerHex.Of(claims.Id.Span)}, {claims.Reporting} to {claims.Home}, {Instants.Format(claims.At)}, brought by: {claims.Reporter}");
        Console.WriteLine($"  {claims.StatusUri} index {claims.Index}: seen {claims.Seen} as of {Instants.Format(claims.SeenAsOf)}");
        Console.WriteLine($"  {claims.Fault}: {DisputeText.Of(claims.Fault).Zh} / {DisputeText.Of(claims.Fault).En}");
        if (answer is not null)
            Console.WriteLine($"  answered {Instants.Format(answer.At)}: {answer.Finding}: {DisputeText.Of(answer.Finding).Zh} / {DisputeText.Of(answer.Finding).En}{(answer.Value is { } value ? $"; the status is {value}" : "")}");
    }

    private static JsonObject ToJson(DisputeRecord record, DisputeAnswerClaims? answer)
    {
        var claims = record.Claims;
        return new()
        {
            ["ok"] = true,
            ["id"] = LowerHex.Of(claims.Id.Span),
            ["reporting"] = claims.Reporting,
            ["home"] = claims.Home,
            ["at"] = Instants.Format(claims.At),
            ["statusUri"] = claims.StatusUri,
            ["index"] = claims.Index,
            ["seen"] = claims.Seen.ToString(),
            ["seenAsOf"] = Instants.Format(claims.SeenAsOf),
            ["fault"] = claims.Fault.ToString(),
            ["reporter"] = claims.Reporter.ToString(),
            ["finding"] = answer?.Finding.ToString(),
            ["value"] = answer?.Value?.ToString(),
            ["answeredAt"] = answer is null ? null : Instants.Format(answer.At),
        };
    }
}
