using System.Collections.Immutable;
using TrustList.Format.Log;

namespace TrustHub.Transparency;

public sealed partial class EpochLog
{
    /// <summary>How far a witness's clock may be off ours.</summary>
    public static readonly TimeSpan ClockSkew = WitnessedCheckpoint.ClockSkew;

    // Later checkpoints under which a batch's epoch may be proved, where policy's witnesses have changed since the first.
    private const int CheckpointsTried = 16;

    /// <summary>Whether present policy names a region as a witness of this log.</summary>
    public bool IsWitness(string region) =>
        LogStanding.Of(admissions.State, keys, options) is { Policy: { } policy } && policy.Witnesses.Any(witness => witness.Region == region);

    /// <summary>Takes a witness's cosignature; with the quorum's last the checkpoint is witnessed, and shown.</summary>
    /// <exception cref="Exception">Of a store: it may have happened; the witness sends it again.</exception>
    public CosignResult Cosign(string region, long size, string line, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (LogStanding.Of(admissions.State, keys, options) is not { Policy: { } policy })
                return new(CosignFault.NoLog, 0);
            if (policy.Witnesses.FirstOrDefault(named => named.Region == region) is not { } witness)
                return new(CosignFault.UnknownWitness, 0);
            if (store.Checkpoint(size) is not { } row || SignedCheckpoint.Verify(NoteOf(row), policy.Origin, policy.Key) is not { Ok: true, Value: var signed })
                return new(CosignFault.NoCheckpoint, 0);
            var cosignature = Cosignature.Verify(signed.Checkpoint, line, witness);
            if (!cosignature.Ok)
                return new(CosignFault.BadSignature, 0);
            if (cosignature.Value.At > now + ClockSkew || cosignature.Value.At < EpochTime(size) - ClockSkew)
                return new(CosignFault.BadTime, 0);
            store.Record(new CosignatureRow(size, witness.Name, line, now));
            if (size > WitnessedSize && Proof(size - 1, size, policy, now) is { } proof)
                Show(proof);
            return new(null, store.Cosignatures(size).Length);
        }
    }

    /// <summary>
    /// The proof of an epoch under the first checkpoint that holds it and carries the quorum of the present policy; null where
    /// none does yet. The first says the earliest time by which it was logged.
    /// </summary>
    public LogProof? ProofOf(long epoch, DateTimeOffset now)
    {
        lock (_gate)
        {
            return LogStanding.Of(admissions.State, keys, options) is { Policy: { } policy }
                ? store.CosignedSizes(epoch, policy.Quorum, CheckpointsTried).Append(WitnessedSize).Where(size => size > epoch).Select(size => Proof(epoch, size, policy, now)?.Proof).FirstOrDefault(proof => proof is not null)
                : null;
        }
    }

    /// <summary>The consistency proof from a size that was signed to the one that is offered; null where no checkpoint of that size was signed.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>>? Consistency(long from, OfferedCheckpoint to)
    {
        lock (_gate)
        {
            if (from == 0 || from == to.Size)
                return [];
            return from < to.Size && store.Checkpoint(from) is { } row && SignedNote.Read(row.Note) is { Ok: true, Value: var note }
                ? _tiles.Consistency(Checkpoint.Read(note.Text).Value, to.Signed.Checkpoint)
                : null;
        }
    }

    private WitnessedEpoch? Proof(long epoch, long size, LogPolicy policy, DateTimeOffset now)
    {
        if (store.Checkpoint(size) is not { } row || SignedNote.Read(NoteOf(row)) is not { Ok: true, Value: var note } || store.Epoch(epoch) is not { } leaf)
            return null;
        var named = policy.Witnesses.Select(witness => witness.Name).ToHashSet(StringComparer.Ordinal);
        var lines = store.Cosignatures(size).Where(cosignature => named.Contains(cosignature.Witness)).Select(cosignature => NoteSignature.Read(cosignature.Line)!);
        var path = _tiles.Inclusion(epoch, leaf.Leaf, Checkpoint.Read(note.Text).Value);
        var proof = new LogProof(leaf.Leaf, epoch, [.. path], note.With(lines).Write());
        return proof.Verify(policy, now) is { Ok: true, Value: var proven } ? proven : null;
    }

    private void ShowNewestWitnessed(LogPolicy policy, DateTimeOffset now)
    {
        var newest = store.NewestCosignedSizes(policy.Quorum, CheckpointsTried)
            .Select(size => Proof(size - 1, size, policy, now)).FirstOrDefault(proof => proof is not null);
        if (newest is not null)
            Show(newest);
    }

    private void Show(WitnessedEpoch proven)
    {
        var proof = proven.Proof.Write();
        files.Replace(LogPaths.Checkpoint, proven.Proof.CheckpointNote);
        files.Replace(LogPaths.Proof, proof);
        var heads = proven.Epoch.Number == _newest?.Number ? _heads.Values.ToImmutableArray() : store.Heads(proven.Epoch.Number);
        witnessed.Show(new WitnessedEpochRow(
            proven.Epoch.Number, proven.Epoch.Time, proof,
            heads.ToImmutableSortedDictionary(head => head.Region, head => head.Version, StringComparer.Ordinal))
        {
            SnapshotSha256 = proven.Epoch.SnapshotSha256,
        });
    }

    /// <summary>The note as it is offered: signed anew where policy's key changed after it was recorded.</summary>
    private ReadOnlyMemory<byte> NoteOf(CheckpointRow row) => _offered?.Size == row.Size ? _offered.Note : row.Note;

    private DateTimeOffset EpochTime(long size) => Epoch.Read(store.Epoch(size - 1)!.Leaf).Value.Time;
}
