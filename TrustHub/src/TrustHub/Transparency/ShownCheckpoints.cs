using Federation.Hosting;
using TrustHub.Storage;
using TrustList.Format.Log;

namespace TrustHub.Transparency;

/// <summary>What the public folder shows of the log, against the database.</summary>
internal static class ShownCheckpoints
{
    /// <summary>
    /// A checkpoint is recorded before it is shown, so the database can never be behind. One that is was restored from an
    /// old copy: signing on would give one size two roots, a split view.
    /// </summary>
    public static void RefuseOlderDatabase(IFileStore files, ILogStore store)
    {
        foreach (var path in new[] { LogPaths.Checkpoint, LogPaths.Pending })
        {
            if (Read(files, path) is { } shown && Recorded(store, shown.Size) is var recorded && recorded?.Root.Span.SequenceEqual(shown.Root.Span) != true)
                throw new StartRefusedException(
                    $"the database is older than the public folder: {path} is of size {shown.Size}, which the database {(recorded is null ? "never signed" : "signed with another root")}; see README, 'An old database'");
        }
    }

    /// <summary>The checkpoint in a public file; null where there is none.</summary>
    public static Checkpoint? Read(IFileStore files, string path) =>
        files.Read(path) is { } bytes && SignedNote.Read(bytes) is { Ok: true, Value: var note } && Checkpoint.Read(note.Text) is { Ok: true, Value: var checkpoint }
            ? checkpoint
            : null;

    private static Checkpoint? Recorded(ILogStore store, long size) =>
        store.Checkpoint(size) is { } row && SignedNote.Read(row.Note) is { Ok: true, Value: var note } ? Checkpoint.Read(note.Text).Value : null;
}
