using TrustHub.Log;
using TrustHub.Publishing;
using TrustHub.Storage;
using TrustHub.Transparency;
using TrustList.Format.Metadata;

namespace TrustHub.Fsck;

/// <summary>The public folder against the database: everything that should be there, byte for byte, and nothing else.</summary>
internal sealed class FolderWalk(HubStore store, IShownFiles files, LoggedState state)
{
    public IEnumerable<string> Violations()
    {
        var expected = Expected();
        if (IsHeldBack)
            expected[PublicPaths.Timestamp] = Digest.Of(files.Read(PublicPaths.Timestamp)!);
        foreach (var (path, sha256) in expected)
        {
            if (files.Read(path) is not { } bytes)
                yield return $"{path} is missing";
            else if (Digest.Of(bytes) != sha256)
                yield return $"{path} has other bytes than the database";
        }
        var older = store.Snapshots().ToDictionary(
            snapshot => PublicPaths.Metadata(RoleNames.Snapshot, snapshot.Version), snapshot => Digest.Of(snapshot.Bytes), StringComparer.Ordinal);
        foreach (var path in files.List().Where(path => !expected.ContainsKey(path) && !path.StartsWith(LogPaths.Folder, StringComparison.Ordinal)))
        {
            if (!older.TryGetValue(path, out var sha256) || Digest.Of(files.Read(path)!) != sha256)
                yield return $"{path} has no place here";
        }
    }

    /// <summary>Where a log is kept, the newest snapshot waits for its witnesses, and the timestamp shows the one before; the client's walk checks it.</summary>
    private bool IsHeldBack =>
        state.Policy?.Log is not null && files.Read(PublicPaths.Timestamp) is { } bytes && MetadataReader.Timestamp(bytes) is { Ok: true, Value.Signed: var shown }
        && shown.Snapshot.Version < store.NewestSnapshot()?.Version;

    private Dictionary<string, string> Expected()
    {
        var expected = new Dictionary<string, string>(StringComparer.Ordinal);
        if (store.NewestSnapshot() is { } snapshot && store.NewestTimestamp() is { } timestamp)
        {
            foreach (var file in store.After(0).TakeWhile(row => row.LogIndex <= snapshot.LogIndex)
                .Where(row => row.Kind == AdmissionKind.Metadata).SelectMany(row => row.Files))
                expected[file.Path] = file.Sha256;
            expected[PublicPaths.Metadata(RoleNames.Snapshot, snapshot.Version)] = Digest.Of(snapshot.Bytes);
            expected[PublicPaths.Timestamp] = Digest.Of(timestamp.Bytes);
        }
        foreach (var file in store.Newest().Where(row => row.Kind == AdmissionKind.Status).SelectMany(row => row.Files))
            expected[file.Path] = file.Sha256;
        foreach (var (code, region) in state.Regions.Where(region => region.Value.StatusVersions.Count > 0))
            expected[PublicPaths.Aggregation(code)] = Digest.Of(PublicFolder.Aggregation(region));
        return expected;
    }
}
