using System.Security.Cryptography;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Log;

namespace Trustctl.Commands;

/// <summary>Two checkpoints that contradict each other, as files that anyone can check: both notes, and what proves the contradiction.</summary>
internal static class SplitEvidence
{
    /// <summary>Writes them to a folder of their own; tells which, and the witnesses that cosigned both.</summary>
    public static (IReadOnlyList<string> Notes, string Told) Write(string keep, LogView one, LogView other, ViewComparison comparison, LogPolicy policy, DateTimeOffset now)
    {
        var (small, large) = one.Checkpoint.Size <= other.Checkpoint.Size ? (one, other) : (other, one);
        var (first, second) = (small.Signed.Note.Write(), large.Signed.Note.Write());
        var folder = Path.Combine(keep, $"split-{LowerHex.Of(SHA256.HashData([.. first, .. second]))[..16]}");
        var both = policy.Witnesses.Where(witness => Cosigned(small, witness) && Cosigned(large, witness)).Select(witness => witness.Name).ToList();
        OutputFile.Folder(folder);
        OutputFile.Write(Path.Combine(folder, "first.note"), first);
        OutputFile.Write(Path.Combine(folder, "second.note"), second);
        OutputFile.Write(Path.Combine(folder, "report.json"), System.Text.Encoding.UTF8.GetBytes(new JsonObject
        {
            ["log"] = policy.Origin,
            ["foundAt"] = Instants.Format(now),
            ["first"] = Side(small, policy, now),
            ["second"] = Side(large, policy, now),
            ["contradiction"] = comparison.Detail,
            ["rootOfSecondAtSizeOfFirst"] = comparison.OtherRoot.IsEmpty ? null : Convert.ToBase64String(comparison.OtherRoot.Span),
            ["consistencyPath"] = new JsonArray([.. comparison.Path.Select(hash => JsonValue.Create(Convert.ToBase64String(hash.Span)))]),
            ["cosignedBoth"] = new JsonArray([.. both.Select(name => JsonValue.Create(name))]),
        }.ToJsonString(InspectCommand.Readable)));
        return ([Path.Combine(folder, "first.note"), Path.Combine(folder, "second.note")],
            $"evidence in {folder}{(both.Count > 0 ? $"; cosigned both: {string.Join(", ", both)}" : "; no witness cosigned both")}");
    }

    private static JsonObject Side(LogView view, LogPolicy policy, DateTimeOffset now) => new()
    {
        ["where"] = view.Where,
        ["size"] = view.Checkpoint.Size,
        ["root"] = Convert.ToBase64String(view.Checkpoint.Root.Span),
        ["quorum"] = WitnessedCheckpoint.Verify(view.Signed.Note.Write(), policy, now).Ok,
    };

    private static bool Cosigned(LogView view, Witness witness) =>
        view.Signed.Note.Signatures.Any(line => witness.NoteKey.Names(line) && Cosignature.Verify(view.Checkpoint, line.Line, witness).Ok);
}
