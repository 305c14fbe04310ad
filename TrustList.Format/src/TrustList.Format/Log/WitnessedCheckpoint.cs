using System.Collections.Immutable;

namespace TrustList.Format.Log;

/// <summary>
/// A checkpoint that the log signed and that the quorum of policy's witnesses cosigned (SPEC.md §12.6). As long as fewer
/// witnesses lie than policy reckons with, no other checkpoint of this log that is inconsistent with it can be one too.
/// </summary>
public sealed class WitnessedCheckpoint
{
    /// <summary>How far a witness's clock may be ahead of ours.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(60);

    private WitnessedCheckpoint(SignedCheckpoint signed, ImmutableArray<Cosignature> cosignatures, int quorum)
        => (Signed, Cosignatures, LoggedAt) = (signed, cosignatures, cosignatures[quorum - 1].At);

    /// <summary>What the log says.</summary>
    public Checkpoint Checkpoint => Signed.Checkpoint;

    /// <summary>The note and the log's own signature.</summary>
    public SignedCheckpoint Signed { get; }

    /// <summary>The witnesses' valid cosignatures that are not dated later than now, the earliest first.</summary>
    public ImmutableArray<Cosignature> Cosignatures { get; }

    /// <summary>The quorum-th earliest cosignature: by then at least one honest witness had seen every leaf. Whole seconds.</summary>
    public DateTimeOffset LoggedAt { get; }

    /// <summary>Checks a note by policy.</summary>
    /// <param name="note">The note's bytes.</param>
    /// <param name="policy">The log, its witnesses and their quorum.</param>
    /// <param name="now">The instant of the check.</param>
    public static LogResult<WitnessedCheckpoint> Verify(ReadOnlyMemory<byte> note, LogPolicy policy, DateTimeOffset now)
    {
        // 1. The log's own signature.
        var signed = SignedCheckpoint.Verify(note, policy.Origin, policy.Key);
        if (!signed.Ok)
            return signed.As<WitnessedCheckpoint>();

        // 2. Every line that names a witness of policy verifies and is that witness's only one. Other lines are passed over.
        var cosignatures = new List<Cosignature>();
        foreach (var witness in policy.Witnesses)
        {
            var lines = signed.Value.Note.Signatures.Where(witness.NoteKey.Names).ToList();
            if (lines.Count > 1)
                return Fail(LogFault.BadSignature, $"{witness.Name}: two lines");
            if (lines.Count == 0)
                continue;
            var cosignature = Cosignature.Verify(signed.Value.Checkpoint, lines[0], witness.NoteKey);
            if (!cosignature.Ok)
                return cosignature.As<WitnessedCheckpoint>();
            cosignatures.Add(cosignature.Value);
        }

        // 3. The quorum, of those that are not dated later than now.
        if (cosignatures.Count < policy.Quorum)
            return Fail(LogFault.QuorumMissing, $"{cosignatures.Count} of {policy.Quorum} cosignatures");
        var counted = cosignatures.Where(cosignature => cosignature.At <= now + ClockSkew).OrderBy(cosignature => cosignature.At).ToImmutableArray();
        return counted.Length < policy.Quorum
            ? Fail(LogFault.FromTheFuture, $"{cosignatures.Count - counted.Length} cosignatures dated later than now")
            : LogResult<WitnessedCheckpoint>.Of(new WitnessedCheckpoint(signed.Value, counted, policy.Quorum));
    }

    private static LogResult<WitnessedCheckpoint> Fail(LogFault fault, string detail) => LogResult<WitnessedCheckpoint>.Fail(fault, detail);
}
