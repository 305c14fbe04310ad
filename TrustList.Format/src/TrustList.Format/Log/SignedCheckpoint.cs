using TrustList.Format.Signing;

namespace TrustList.Format.Log;

/// <summary>
/// A checkpoint that the log's key signed (SPEC.md §12.4). It may still be one of two views: only witnesses tell that
/// (<see cref="WitnessedCheckpoint"/>).
/// </summary>
public sealed class SignedCheckpoint
{
    private SignedCheckpoint(Checkpoint checkpoint, SignedNote note) => (Checkpoint, Note) = (checkpoint, note);

    /// <summary>What the log says.</summary>
    public Checkpoint Checkpoint { get; }

    /// <summary>The note with all its lines.</summary>
    public SignedNote Note { get; }

    /// <summary>Signs a checkpoint; its origin is the key's name.</summary>
    public static SignedCheckpoint Sign(Checkpoint checkpoint, ISigner log) =>
        new(checkpoint, SignedNote.Sign(checkpoint.Text, checkpoint.Origin, log));

    /// <summary>Checks a note: a checkpoint of this log, signed by its key. Lines of other keys are passed over.</summary>
    public static LogResult<SignedCheckpoint> Verify(ReadOnlyMemory<byte> note, string origin, PublicKey key)
    {
        var read = SignedNote.Read(note);
        if (!read.Ok)
            return LogResult<SignedCheckpoint>.Malformed(read);
        var checkpoint = Checkpoint.Read(read.Value.Text);
        if (!checkpoint.Ok)
            return LogResult<SignedCheckpoint>.Malformed(checkpoint);
        if (checkpoint.Value.Origin != origin)
            return LogResult<SignedCheckpoint>.Fail(LogFault.WrongOrigin, "a checkpoint of another log");
        return read.Value.SignedBy(new NoteKey(origin, NoteKeyKind.Log, key)) switch
        {
            null => LogResult<SignedCheckpoint>.Fail(LogFault.NotSigned, "no line of the log's key"),
            false => LogResult<SignedCheckpoint>.Fail(LogFault.BadSignature, "the log's line"),
            true => LogResult<SignedCheckpoint>.Of(new SignedCheckpoint(checkpoint.Value, read.Value)),
        };
    }
}
