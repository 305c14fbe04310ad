using System.CommandLine;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Transfers;
using TrustList.Format.Verification;

namespace Trustctl.Commands;

/// <summary>
/// `trustctl holder transfer-proof LICENCE`: fetches the proof of where a TRANSFERRED licence went from its old region, checks it by
/// the trust list and the log, and puts it beside the issuer's signature.
/// </summary>
internal static class HolderTransferProofCommand
{
    public static Command Build()
    {
        var question = new HolderQuestion();
        var state = new Option<string>("--state") { Description = "Folder that `trustctl sync` keeps: regions' keys, and the log with its witnesses", Required = true };
        var output = new Option<string?>("--out") { Description = "Write the proof to a file of its own too (for verify --transfer-proof)" };
        var (now, json) = (Arguments.Now(), Arguments.Json());
        var command = new Command("transfer-proof", "Fetch and check the proof of where a licence went that moved, and keep it with the licence: exit 0 proven, 1 not") { state, output, now, json };
        question.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            try
            {
                var instant = Arguments.Instant(parsed.GetValue(now)).Instant;
                var trust = StatusFolder.Trust(parsed.GetValue(state)!, instant);
                var wallet = question.Open(parsed);
                var bytes = await question.Ask(parsed, wallet, "/holder/transfer-proof", Limits.TransferProofBytes, cancel);
                var carrying = wallet.WithTransferProof(bytes);
                var proven = Check(bytes, trust, instant);
                if (parsed.GetValue(output) is { } file) OutputFile.Write(file, bytes);
                OutputFile.Write(question.File(parsed), carrying.ToIssuerSigned());
                Tell(proven, trust, parsed.GetValue(json));
                return ExitCode.Accepted;
            }
            catch (ArgumentException wrong)
            {
                throw new StopException(ExitCode.Refused, Printable.Of(wrong.Message));
            }
        });
        return command;
    }

    private static ProvenTransfer Check(byte[] bytes, TrustState trust, DateTimeOffset now)
    {
        if (trust.Policy.Log is not { } log) throw new StopException(ExitCode.Undecided, "The policy names no log: nothing proves a transfer.");
        var proof = TransferProof.Read(bytes);
        if (!proof.Ok) throw new StopException(ExitCode.Refused, Printable.Of($"{proof.Fault}: {proof.Detail}"));
        var proven = proof.Value.Verify(trust.FindRecordedStatusKey, log, now);
        return proven.Ok ? proven.Value : throw new StopException(ExitCode.Refused, Printable.Of($"{proven.Fault}: {proven.Detail}"));
    }

    private static void Tell(ProvenTransfer proven, TrustState trust, bool json)
    {
        var (record, epoch) = (proven.Record, proven.Epoch);
        if (json)
        {
            Console.WriteLine(new JsonObject
            {
                ["from"] = record.From,
                ["to"] = record.To,
                ["entry"] = record.Entry,
                ["epoch"] = epoch.Epoch.Number,
                ["loggedAt"] = Instants.Format(epoch.LoggedAt),
            }.ToJsonString(InspectCommand.Readable));
            return;
        }
        Console.WriteLine($"Moved from {Name(record.From, trust)} to {Name(record.To, trust)}: both regions signed, epoch {epoch.Epoch.Number} of the log holds it, by {Instants.Format(epoch.LoggedAt)}");
        Console.WriteLine($"  the licence carries the proof; apply for a new one in {record.To}");
    }

    private static string Name(string code, TrustState trust) => trust.Registry.Find(code) is { } region ? $"{code} {region.NameZh} {region.NameEn}" : code;
}
