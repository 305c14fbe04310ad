using TrustHub.Log;
using TrustHub.Storage;
using TrustList.Format.Metadata;

namespace TrustHub.Publishing;

/// <summary>
/// A snapshot with the timestamp that points to it. Holding one proves that the snapshot lists exactly the metadata
/// logged up to <see cref="LogIndex"/>, that both are signed with keys the root names, and that both are recorded: no
/// other bytes have left, or will leave, this hub under these versions.
/// </summary>
public sealed class SignedSnapshot
{
    private SignedSnapshot(SnapshotRow snapshot, TimestampRow timestamp) => (Snapshot, Timestamp) = (snapshot, timestamp);

    /// <summary>The snapshot.</summary>
    public SnapshotRow Snapshot { get; }

    /// <summary>The timestamp that points to it.</summary>
    public TimestampRow Timestamp { get; }

    /// <summary>The newest row of the log that the snapshot lists.</summary>
    public long LogIndex => Snapshot.LogIndex;

    /// <summary>The newest one that was recorded; null before the first. It may not have been published.</summary>
    internal static SignedSnapshot? Recorded(IHubStore store) =>
        store.NewestSnapshot() is { } snapshot && store.NewestTimestamp() is { } timestamp && timestamp.SnapshotVersion == snapshot.Version
            ? new SignedSnapshot(snapshot, timestamp)
            : null;

    /// <summary>Signs the next snapshot of a state and its timestamp, and records both in one transaction.</summary>
    /// <exception cref="Exception">Of the store: it may have happened; <see cref="Recorded"/> tells.</exception>
    internal static SignedSnapshot Sign(LoggedState state, SignedSnapshot? previous, HubKeys keys, IHubStore store, DateTimeOffset now)
    {
        var root = state.Root!.Signed;
        var version = (previous?.Snapshot.Version ?? 0) + 1;
        var role = new SnapshotRole(version, now + Lives.Snapshot, Listed(state));
        var bytes = MetadataWriter.Write(role, keys.SignersOf(root, RoleNames.Snapshot));
        var snapshot = new SnapshotRow(version, state.MetadataIndex, now, role.Expires, bytes);
        var timestamp = NextTimestamp(root, snapshot, previous, keys, now);
        store.Record(snapshot, timestamp);
        return new SignedSnapshot(snapshot, timestamp);
    }

    /// <summary>Signs the next timestamp for the same snapshot, and records it.</summary>
    /// <exception cref="Exception">Of the store: it may have happened; <see cref="Recorded"/> tells.</exception>
    internal SignedSnapshot Renew(RootRole root, HubKeys keys, IHubStore store, DateTimeOffset now)
    {
        var timestamp = NextTimestamp(root, Snapshot, this, keys, now);
        store.Record(timestamp);
        return new SignedSnapshot(Snapshot, timestamp);
    }

    private static TimestampRow NextTimestamp(RootRole root, SnapshotRow snapshot, SignedSnapshot? previous, HubKeys keys, DateTimeOffset now)
    {
        var listed = new MetaFile(snapshot.Version, snapshot.Bytes.Length, Digest.Of(snapshot.Bytes));
        var role = new TimestampRole((previous?.Timestamp.Version ?? 0) + 1, now + Lives.Timestamp, listed);
        var bytes = MetadataWriter.Write(role, keys.SignersOf(root, RoleNames.Timestamp));
        return new TimestampRow(role.Version, snapshot.Version, now, role.Expires, bytes);
    }

    /// <summary>What a snapshot of a state lists.</summary>
    internal static Dictionary<string, MetaFile> Listed(LoggedState state)
    {
        var listed = new Dictionary<string, MetaFile>(StringComparer.Ordinal);
        Add(RoleNames.Targets, state.Targets);
        Add(RoleNames.Emergency, state.Emergency);
        foreach (var (code, region) in state.Regions)
        {
            Add(RoleNames.Region(code), region.Role);
            Add(RoleNames.Node(code), region.NodeRole);
        }
        return listed;

        void Add(string role, SignedMetadata<TargetsRole>? file)
        {
            if (file is not null)
                listed[RoleNames.MetaName(role)] = new MetaFile(file.Signed.Version, file.Bytes.Length, file.Sha256);
        }
    }
}
