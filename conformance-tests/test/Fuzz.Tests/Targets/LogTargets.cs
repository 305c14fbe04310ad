using TrustList.Format.Log;
using TrustList.Format.Signing;
using TrustList.Testing;
using static Fuzz.Tests.Targets.AllTargets;

namespace Fuzz.Tests.Targets;

/// <summary>The log: notes, checkpoints, cosignatures, tiles, epochs, proofs, batches.</summary>
internal static class LogTargets
{
    private static readonly DateTimeOffset Now = new(2020, 10, 12, 8, 0, 0, TimeSpan.Zero);

    internal static IEnumerable<FuzzTarget> All()
    {
        var log = LogSimulator.Create("310000", "320000", "330000");
        for (var n = 0; n < 3; n++) log.Log(Now.AddMinutes(n), new byte[32]);
        var statusKey = TestKeys.Create(SignatureAlgorithm.ES256);
        var logged = SampleIssuance.Log(log, "310000", statusKey, [.. SampleIssuance.Strangers(5)], Now.AddMinutes(3));
        var note = log.Note(Now.AddMinutes(4), log.Size);
        var proof = log.Prove(1, note);
        var read = SignedNote.Read(note).Value;
        yield return new("note", bytes => Of(SignedNote.Read(bytes), one => one.Write()), [note], Writing.Canonical);
        yield return new("checkpoint", bytes => Of(Checkpoint.Read(Text(bytes)), one => Bytes(one.Text)), [Bytes(read.Text)], Writing.Canonical);
        yield return new("note-signature", bytes => NoteSignature.Read(Text(bytes)) is { } line ? new("Ok", Bytes(line.Line)) : new("Refused"), [.. read.Signatures.Select(line => Bytes(line.Line))], Writing.Canonical);
        yield return new("epoch", bytes => Of(Epoch.Read(bytes), one => one.Write()), [proof.Epoch.ToArray()], Writing.Canonical);
        yield return new("log-proof", bytes => Of(LogProof.Read(bytes), one => one.Write()), [proof.Write()], Writing.Canonical);
        yield return new("entry-bundle", bytes => EntryBundle.Read(bytes, 3) is { Ok: true, Value: var entries } ? new("Ok", EntryBundle.Write([.. entries])) : new("Refused"), [EntryBundle.Write([new byte[5], ReadOnlyMemory<byte>.Empty, new byte[300]])], Writing.Canonical);
        yield return new("logged-batch", bytes => Of(LoggedBatch.Read(bytes), one => one.Write()), [logged.Write()], Writing.Canonical);
        var placed = logged.Place;
        yield return new("issuance-batch", bytes => Of(VerifiedIssuanceBatch.Verify(bytes, "310000", _ => statusKey.PublicKey, Now.AddHours(1)), content: one => Convert.ToHexString(one.Hash.Span)), [placed.Batch.ToArray()], Fresh: true);
        yield return new("witnessed-checkpoint", bytes => WitnessedCheckpoint.Verify(bytes, log.Policy, Now.AddHours(1)) is { Ok: true, Value: var one } ? new("Ok", null, one.Checkpoint.Text) : new(WitnessedCheckpoint.Verify(bytes, log.Policy, Now.AddHours(1)).Fault.ToString()!), [note], Fresh: true);
        var witness = log.Policy.Witnesses[0];
        var cosigned = log.Cosign(log.Checkpoint(log.Size), "310000", Now);
        yield return new("cosignature", bytes => Cosignature.Verify(log.Checkpoint(log.Size), Text(bytes), witness) is { Ok: true, Value: var one } ? new("Ok", null, $"{one.At:O}") : new("Refused"), [Bytes(cosigned.Line)], Fresh: true);
    }
}
