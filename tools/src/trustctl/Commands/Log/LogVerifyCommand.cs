using System.CommandLine;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Log;

namespace Trustctl.Commands;

/// <summary>`trustctl log verify FILE`: whether a proof shows an epoch in the log that policy names, and since when.</summary>
internal static class LogVerifyCommand
{
    public static Command Build()
    {
        var file = new Argument<string>("FILE") { Description = "A log proof; - is standard input" };
        var (policy, now, json) = (new LogPolicyInput(), Arguments.Now(), Arguments.Json());
        var command = new Command("verify", "Check the proof of an epoch: exit 0 shown by the quorum of witnesses, 1 not") { file, now, json };
        policy.AddTo(command);
        command.SetAction(parsed =>
        {
            var at = Arguments.Instant(parsed.GetValue(now)).Instant;
            var read = LogProof.Read(InputFile.Read(parsed.GetValue(file)!, Limits.LogProofBytes));
            var checkedProof = read.Ok ? read.Value.Verify(policy.Read(parsed, at), at) : LogResult<WitnessedEpoch>.Fail(LogFault.Malformed, $"{read.Fault}: {read.Detail}");
            if (parsed.GetValue(json)) Console.WriteLine(ToJson(checkedProof).ToJsonString(InspectCommand.Readable));
            else Tell(checkedProof);
            return checkedProof.Ok ? ExitCode.Accepted : ExitCode.Refused;
        });
        return command;
    }

    private static void Tell(LogResult<WitnessedEpoch> result)
    {
        if (!result.Ok)
        {
            Console.WriteLine($"Refused: {result.Fault} {result.Detail}");
            return;
        }

        var (epoch, checkpoint) = (result.Value.Epoch, result.Value.Checkpoint);
        Console.WriteLine($"Epoch {epoch.Number} of {Instants.Format(epoch.Time)}, leaf {epoch.Number} of {checkpoint.Checkpoint.Size}, logged by {Instants.Format(result.Value.LoggedAt)}");
        Console.WriteLine($"  snapshot {LowerHex.Of(epoch.SnapshotSha256.Span)}, {epoch.Heads} heads, {epoch.Batches} new issuance batches");
        foreach (var cosignature in checkpoint.Cosignatures) Console.WriteLine($"  cosigned {Instants.Format(cosignature.At)} {cosignature.Witness}");
    }

    private static JsonObject ToJson(LogResult<WitnessedEpoch> result) => result.Ok
        ? new()
        {
            ["ok"] = true,
            ["epoch"] = result.Value.Epoch.Number,
            ["time"] = Instants.Format(result.Value.Epoch.Time),
            ["loggedAt"] = Instants.Format(result.Value.LoggedAt),
            ["size"] = result.Value.Checkpoint.Checkpoint.Size,
            ["newest"] = result.Value.IsNewest,
            ["snapshotSha256"] = LowerHex.Of(result.Value.Epoch.SnapshotSha256.Span),
            ["heads"] = result.Value.Epoch.Heads,
            ["batches"] = result.Value.Epoch.Batches,
            ["witnesses"] = new JsonArray([.. result.Value.Checkpoint.Cosignatures.Select(cosignature => JsonValue.Create(cosignature.Witness))]),
        }
        : new() { ["ok"] = false, ["fault"] = result.Fault.ToString(), ["detail"] = result.Detail };
}
