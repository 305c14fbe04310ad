using TrustList.Format.Encoding;
using TrustList.Format.Metadata;

namespace TrustList.Sync;

/// <summary>TUF §5.4 to §5.6: timestamp; then snapshot and targets, where the timestamp brought news.</summary>
internal static class TopLevelUpdate
{
    internal static async Task<SyncStop?> RunAsync(UpdateRun run) =>
        await LoadTimestampAsync(run) ?? await LoadNewsAsync(run);

    internal static async Task<SyncStop?> LoadNewsAsync(UpdateRun run) =>
        await LoadSnapshotAsync(run) ?? await RoleFiles.LoadAsync(run, RoleNames.Targets, RoleNames.Root);

    internal static async Task<SyncStop?> LoadTimestampAsync(UpdateRun run)
    {
        var name = run.Layout.Timestamp;
        var fetched = await run.FetchAsync(name, Limits.TimestampBytes);
        if (fetched.Bytes is null)
            return SyncStop.From(fetched);
        if (run.Take(run.Metadata.WithTimestamp(fetched.Bytes, run.Now), name) is { } stop)
            return stop;
        run.Local.Keep(RoleNames.Timestamp, run.Metadata.TimestampFile!.Bytes);
        return null;
    }

    private static async Task<SyncStop?> LoadSnapshotAsync(UpdateRun run)
    {
        var listed = run.Metadata.Timestamp!.Snapshot;
        var name = run.Layout.Role(RoleNames.Snapshot, listed.Version, run.Metadata.Root.ConsistentSnapshot);
        if (run.Metadata.SnapshotFile is { } held && run.Metadata.WithSnapshot(held.Bytes, run.Now) is { Ok: true } same)
            return run.Take(same, name);
        var fetched = await run.FetchAsync(name, Math.Min(listed.Length ?? Limits.SnapshotBytes, Limits.SnapshotBytes));
        if (fetched.Bytes is not { } bytes)
            return SyncStop.From(fetched);
        if (run.Take(run.Metadata.WithSnapshot(bytes, run.Now), name) is { } stop)
            return stop;
        run.Local.Keep(RoleNames.Snapshot, bytes);
        return null;
    }
}
