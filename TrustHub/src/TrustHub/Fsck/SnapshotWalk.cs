using TrustHub.Log;
using TrustHub.Publishing;
using TrustHub.Storage;
using TrustList.Format.Metadata;

namespace TrustHub.Fsck;

/// <summary>The snapshots, walked beside the log: versions without gaps, each signed and listing exactly the log up to its place.</summary>
internal sealed class SnapshotWalk : IDisposable
{
    private readonly IHubStore _store;
    private readonly IEnumerator<SnapshotRow> _snapshots;
    private SnapshotRow? _next;
    private SnapshotRow? _last;

    public SnapshotWalk(IHubStore store)
    {
        _store = store;
        _snapshots = store.Snapshots().GetEnumerator();
        Advance();
    }

    /// <summary>Checks the snapshots taken at this place in the log.</summary>
    public IEnumerable<string> At(LoggedState state)
    {
        for (; _next is { } snapshot && snapshot.LogIndex <= state.MetadataIndex; Advance())
        {
            if (Wrong(snapshot, state) is { } wrong)
                yield return $"snapshot {snapshot.Version}: {wrong}";
            _last = snapshot;
        }
    }

    /// <summary>Checks what is left once the log has ended, and the timestamp.</summary>
    public IEnumerable<string> End(LoggedState state)
    {
        if (_next is not null)
            yield return $"snapshot {_next.Version} lists row {_next.LogIndex}, beyond the log";
        var timestamp = _store.NewestTimestamp();
        if (_last is null || timestamp is null)
        {
            if (_last is not null || timestamp is not null)
                yield return "a snapshot without timestamp, or a timestamp without snapshot";
        }
        else if (MetadataReader.Timestamp(timestamp.Bytes) is not { Ok: true, Value: var read }
            || TrustedMetadata.VerifyTopLevel(state.Root!.Signed, RoleNames.Timestamp, read) is not null)
        {
            yield return "the timestamp is not signed by the present root's key";
        }
        else if (read.Signed.Snapshot != new MetaFile(_last.Version, _last.Bytes.Length, Digest.Of(_last.Bytes)) || read.Signed.Version != timestamp.Version)
        {
            yield return "the timestamp does not point to the newest snapshot";
        }
    }

    public void Dispose() => _snapshots.Dispose();

    private string? Wrong(SnapshotRow snapshot, LoggedState state)
    {
        if (snapshot.Version != (_last?.Version ?? 0) + 1)
            return "a version is missing before it";
        if (snapshot.LogIndex != state.MetadataIndex)
            return $"row {snapshot.LogIndex} is no row of metadata";
        if (MetadataReader.Snapshot(snapshot.Bytes) is not { Ok: true, Value: var read } || read.Signed.Version != snapshot.Version)
            return "it cannot be read";
        if (TrustedMetadata.VerifyTopLevel(state.Root!.Signed, RoleNames.Snapshot, read) is { } fault)
            return fault.ToString();
        var listed = SignedSnapshot.Listed(state);
        return read.Signed.Meta.Count == listed.Count && listed.All(file => read.Signed.Meta.TryGetValue(file.Key, out var meta) && meta == file.Value)
            ? null
            : $"it does not list what the log holds up to row {snapshot.LogIndex}";
    }

    private void Advance() => _next = _snapshots.MoveNext() ? _snapshots.Current : null;
}
