using RegionNode.Issuer.Storage;
using TrustList.Format.Log;

namespace RegionNode.Issuer.Fsck;

/// <summary>A witness's memory: the newest note is of the size and root that stand beside it; evidence is of notes.</summary>
internal static class WitnessWalk
{
    internal static IEnumerable<string> Violations(StoreSession db)
    {
        if (WitnessTables.Newest(db) is { } tree
            && (NoteOf(tree.Note) is not { } note || Checkpoint.Read(note.Text) is not { Ok: true, Value: var checkpoint }
                || checkpoint.Size != tree.Size || !checkpoint.Root.Span.SequenceEqual(tree.Root)))
            yield return $"what was witnessed at size {tree.Size} is not what its note says";
        foreach (var piece in WitnessTables.Evidence(db).Where(piece => NoteOf(piece.Theirs) is null))
            yield return $"evidence of {piece.SeenAt:O} holds no note";
        if (db.ExecuteScalar<long>("SELECT count(*) FROM known_emergency WHERE version < 1") is > 0 and var wrong)
            yield return $"{wrong} versions of the emergency role are none";
    }

    private static SignedNote? NoteOf(byte[] note) => SignedNote.Read(note) is { Ok: true, Value: var read } ? read : null;
}
