using System.Security.Cryptography;
using System.Text.Json.Nodes;
using TrustList.Format.Log;
using TrustList.Format.Tests.Log;
using TrustList.Format.Tests.Vectors;
using TrustList.Format.Transfers;
using TrustList.Testing;
using static TrustList.Format.Tests.Transfers.TransferVectors;

namespace TrustList.Format.Tests.Transfers;

/// <summary>Vectors of what the log holds of moves (SPEC.md §14.3, §14.5): an epoch's list, and the proof of one transfer.</summary>
internal static class TransferProofVectors
{
    private static readonly DateTimeOffset Later = At.AddDays(400);

    /// <summary>Moves of one epoch, each of a licence of its own.</summary>
    private static readonly TransferRecord[] Five = [.. Enumerable.Range(7, 5).Select(entry => Sample with { Entry = entry, Id = Filled((byte)entry, 16) })];

    public static IReadOnlyDictionary<string, Func<string>> Files { get; } = new Dictionary<string, Func<string>>(StringComparer.Ordinal)
    {
        ["transfers/lists.json"] = () => VectorFile.Text("The transfers of an epoch (SPEC.md §14.3)", Lists(), ("policy", LogPolicyJson.Write(LogVectors.Log().Policy))),
        ["transfers/proofs.json"] = () => VectorFile.Text(
            "Proofs of a transfer (SPEC.md §14.5), by test keys", Proofs(), ("keys", VectorKeys.Json()), ("policy", LogPolicyJson.Write(LogVectors.Log().Policy))),
    };

    private static IEnumerable<JsonObject> Lists()
    {
        const string malformed = nameof(TransferFault.Malformed), notLogged = nameof(TransferFault.NotLogged), notInEpoch = nameof(TransferFault.NotInEpoch);
        var good = List(Five);
        var whole = good.Write();
        yield return One("five transfers", good);
        yield return One("one transfer", List([Sample]));
        yield return One("broken signatures, which nobody looks at here", good with { Transfers = [.. good.Transfers.Select(each => (ReadOnlyMemory<byte>)(Read(each) with { ToSignature = Filled(0, 3) }).Write())] });
        yield return One("one left out", good with { Transfers = good.Transfers[1..] }, notInEpoch);
        yield return One("one twice", good with { Transfers = good.Transfers.Add(good.Transfers[0]) }, notInEpoch);
        yield return One("in another order", good with { Transfers = [.. good.Transfers.Reverse()] }, notInEpoch);
        yield return One("none", good with { Transfers = [] }, notInEpoch);
        yield return One("none of an epoch without any", good with { Transfers = [], LogProof = Prove(LogVectors.Log(), At) }, null);
        yield return One("one of an epoch without any", good with { Transfers = [good.Transfers[0]], LogProof = Prove(LogVectors.Log(), At) }, notInEpoch);
        yield return One("another record among them", good with { Transfers = good.Transfers.SetItem(2, Sign(Sample with { Entry = 99 }).Write()) }, notInEpoch);
        yield return One("of another log", good with { LogProof = Prove(LogVectors.OtherLog(), At, Five) }, notLogged);
        yield return One("without the quorum", good with { LogProof = Prove(LogVectors.Log(), At, Five, ["310000", "320000"]) }, notLogged);
        yield return One("something that is no transfer among them", good with { Transfers = good.Transfers.SetItem(2, Filled(0, 30)) }, malformed);
        yield return One("a log proof that is none", good with { LogProof = Filled(0, 30) }, malformed);
        yield return OfBytes("nothing", [], malformed);
        yield return OfBytes("cut short", whole[..^1], malformed);
        yield return OfBytes("a byte more", [.. whole, 0], malformed);
        yield return OfBytes("a longer head", [0x98, 3, .. whole.AsSpan(1..)], malformed);
        yield return One("a transfer of 2,049 bytes", good with { Transfers = good.Transfers.SetItem(2, Filled(0, 2_049)) }, malformed);
        yield return One("1,025 transfers", good with { Transfers = [.. Enumerable.Repeat((ReadOnlyMemory<byte>)Filled(0, 1), 1_025)] }, malformed);

        JsonObject One(string name, LoggedTransfers list, string? wanted = null) => OfBytes(name, list.Write(), wanted);

        JsonObject OfBytes(string name, byte[] bytes, string? wanted)
        {
            var read = LoggedTransfers.Read(bytes);
            var verified = read.Ok ? read.Value.Verify(LogVectors.Log().Policy, Later) : TransferResult<WitnessedEpoch>.Malformed(read);
            return VectorFile.Vector(name, Given(bytes, Later), wanted, verified.Ok ? null : verified.Fault.ToString(), () => new()
            {
                ["epoch"] = verified.Value.Epoch.Number,
                ["transfers"] = verified.Value.Epoch.Transfers,
            });
        }
    }

    private static IEnumerable<JsonObject> Proofs()
    {
        const string malformed = nameof(TransferFault.Malformed), notLogged = nameof(TransferFault.NotLogged), notInEpoch = nameof(TransferFault.NotInEpoch);
        const string tooLate = nameof(TransferFault.TooLate);
        var good = List(Five).Prove(2);
        var (whole, alone) = (good.Write(), List([Sample]).Prove(0));
        yield return One("the only transfer of its epoch", alone);
        foreach (var index in Enumerable.Range(0, Five.Length))
            yield return One($"transfer {index} of five", List(Five).Prove(index));
        yield return One("in the deadline's second", List([Sample], Sample.NotAfter).Prove(0));
        yield return One("in the second after the deadline", List([Sample], Sample.NotAfter.AddSeconds(1)).Prove(0), tooLate);
        yield return One("a day late", List([Sample], Sample.NotAfter.AddDays(1)).Prove(0), tooLate);
        yield return One("another place", good with { Index = 3 }, notInEpoch);
        yield return One("a place beyond the epoch's", good with { Index = 5 }, notInEpoch);
        yield return One("a hash too few", good with { Path = good.Path[1..] }, notInEpoch);
        yield return One("a hash too many", good with { Path = good.Path.Add(good.Path[0]) }, notInEpoch);
        yield return One("hashes in another order", good with { Path = [.. good.Path.Reverse()] }, notInEpoch);
        yield return One("a record that both signed and no epoch holds", good with { Transfer = Sign(Sample with { Entry = 99 }).Write() }, notInEpoch);
        yield return One("an epoch without transfers", alone with { LogProof = Prove(LogVectors.Log(), At) }, notInEpoch);
        yield return One("an epoch of other transfers", alone with { LogProof = Prove(LogVectors.Log(), At, Five) }, notInEpoch);
        yield return One("another log", good with { LogProof = Prove(LogVectors.OtherLog(), At, Five) }, notLogged);
        yield return One("two witnesses of three", good with { LogProof = Prove(LogVectors.Log(), At, Five, ["310000", "320000"]) }, notLogged);
        yield return One("seen by the witnesses later than now", good, notLogged, At.AddMinutes(-5));
        yield return One("another index of the epoch", good with { LogProof = (LogProof.Read(good.LogProof).Value with { Index = 0 }).Write() }, notLogged);
        yield return One("an epoch that is none", good with { LogProof = (LogProof.Read(good.LogProof).Value with { Epoch = Filled(0, 9) }).Write() }, notLogged);
        yield return One("a forged signature of the old region", alone with { Transfer = (Sign(Sample) with { FromSignature = TransferSignature.Sign(Sample, VectorKeys.Stranger, VectorKeys.Id(Old)) }).Write() }, nameof(TransferFault.BadSignature));
        yield return One("a forged signature of the new region", alone with { Transfer = (Sign(Sample) with { ToSignature = TransferSignature.Sign(Sample, VectorKeys.Stranger, VectorKeys.Id(New)) }).Write() }, nameof(TransferFault.BadSignature));
        yield return One("the old region twice", alone with { Transfer = (Sign(Sample) with { ToSignature = SignBy(Old, Sample) }).Write() }, nameof(TransferFault.UnknownKey));
        yield return One("a record that is none", alone with { Transfer = (Sign(Sample) with { Record = Filled(0, 9) }).Write() }, malformed);
        yield return One("forged, and in no log: the log comes first", alone with { Transfer = (Sign(Sample) with { ToSignature = SignBy(Old, Sample) }).Write(), LogProof = Prove(LogVectors.OtherLog(), At, [Sample]) }, notLogged);
        yield return One("a transfer that is none", alone with { Transfer = Filled(0, 9) }, malformed);
        yield return One("a log proof that is none", alone with { LogProof = Filled(0, 9) }, malformed);
        yield return One("a hash of 31 bytes", good with { Path = good.Path.SetItem(0, Filled(0, 31)) }, malformed);
        yield return One("65 hashes", good with { Path = [.. Enumerable.Repeat(good.Path[0], 65)] }, malformed);
        yield return One("place 1,024", good with { Index = 1_024 }, malformed);
        yield return One("a place before the first", good with { Index = -1 }, malformed);
        yield return OfBytes("nothing", [], malformed);
        yield return OfBytes("cut short", whole[..^1], malformed);
        yield return OfBytes("a byte more", [.. whole, 0], malformed);
        yield return OfBytes("a longer head", [0x98, 5, .. whole.AsSpan(1..)], malformed);
        yield return OfBytes("more than 65,536 bytes", [.. whole, .. Filled(0, 65_537)], malformed);

        JsonObject One(string name, TransferProof proof, string? wanted = null, DateTimeOffset? now = null) => OfBytes(name, proof.Write(), wanted, now);

        JsonObject OfBytes(string name, byte[] bytes, string? wanted, DateTimeOffset? at = null)
        {
            var now = at ?? Later;
            var read = TransferProof.Read(bytes);
            var verified = read.Ok ? read.Value.Verify(VectorKeys.Find, LogVectors.Log().Policy, now) : TransferResult<ProvenTransfer>.Malformed(read);
            return VectorFile.Vector(name, Given(bytes, now), wanted, verified.Ok ? null : verified.Fault.ToString(), () => new()
            {
                ["from"] = verified.Value.Record.From,
                ["to"] = verified.Value.Record.To,
                ["entry"] = verified.Value.Record.Entry,
                ["epoch"] = verified.Value.Epoch.Epoch.Number,
                ["loggedAt"] = verified.Value.Epoch.LoggedAt.ToUnixTimeSeconds(),
            });
        }
    }

    private static JsonObject Given(byte[] bytes, DateTimeOffset now) => new() { ["now"] = now.ToUnixTimeSeconds(), ["bytes"] = VectorFile.Base64(bytes) };

    private static SignedTransfer Read(ReadOnlyMemory<byte> signed) => SignedTransfer.Read(signed).Value;

    private static LoggedTransfers List(TransferRecord[] records, DateTimeOffset? at = null) =>
        new([.. records.Select(record => (ReadOnlyMemory<byte>)Sign(record).Write())], Prove(LogVectors.Log(), at ?? At.AddSeconds(2), records));

    /// <summary>The proof of epoch 1 of a log, which holds these records.</summary>
    private static byte[] Prove(LogSimulator log, DateTimeOffset at, TransferRecord[]? records = null, string[]? witnesses = null)
    {
        log.Append(LogVectors.Sample);
        log.Append(number => new Epoch(number, at, SHA256.HashData([9]), MerkleTree.EmptyRoot, 0, MerkleTree.EmptyRoot, 0)
        {
            TransfersRoot = LoggedTransfers.Root((records ?? []).Select(record => record.Hash())),
            Transfers = records?.Length ?? 0,
        });
        return log.Prove(1, log.Note(at.AddSeconds(1), 2, witnesses ?? [])).Write();
    }
}
