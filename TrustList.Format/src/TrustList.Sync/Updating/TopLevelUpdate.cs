using TrustList.Format.Encoding;
using TrustList.Format.Metadata;

namespace TrustList.Sync;

/// <summary>TUF §5.4 to §5.6: timestamp, snapshot, targets.</summary>
internal static class TopLevelUpdate
{
    internal static async Task<SyncStop?> RunAsync(UpdateRun run)
    {
        LoadFloors(run);

        // §5.4 timestamp
        var timestamp = await run.FetchAsync("timestamp.json", Limits.TimestampBytes);
        if (timestamp.Bytes is null)
            return SyncStop.From(timestamp);
        if (run.Take(run.Metadata.WithTimestamp(timestamp.Bytes, run.Now), "timestamp.json") is { } stop)
            return stop;
        if (run.Metadata.Timestamp!.IsExpired(run.Now))
            return SyncStop.From(MetadataFault.Expired, "timestamp.json: expired");

        // §5.5 snapshot
        var listed = run.Metadata.Timestamp.Snapshot;
        return await LoadSnapshotAsync(run, listed) ?? await LoadTargetsAsync(run);
    }

    /// <summary>What was trusted before is the floor; where it no longer verifies, a rotation has lifted it (TUF §5.3.11).</summary>
    private static void LoadFloors(UpdateRun run)
    {
        if (run.Before is not { } before || run.Metadata.OnlineKeysRotated)
            return;
        if (run.Take(run.Metadata.WithTimestamp(before.Timestamp, before.SyncedAt), "stored timestamp") is not null)
            return;
        if (run.Take(run.Metadata.WithSnapshot(before.Snapshot, before.SyncedAt, stored: true), "stored snapshot") is null)
            run.SnapshotBefore = run.Metadata.Snapshot;
    }

    private static async Task<SyncStop?> LoadSnapshotAsync(UpdateRun run, MetaFile listed)
    {
        var name = $"{listed.Version}.snapshot.json";
        if (run.Before is { } before && run.SnapshotBefore?.Version == listed.Version
            && run.Metadata.WithSnapshot(before.Snapshot, run.Now) is { Ok: true } held)
            return run.Take(held, name);
        var fetched = await run.FetchAsync(name, Math.Min(listed.Length ?? Limits.SnapshotBytes, Limits.SnapshotBytes));
        return fetched.Bytes is { } bytes ? run.Take(run.Metadata.WithSnapshot(bytes, run.Now), name) : SyncStop.From(fetched);
    }

    private static async Task<SyncStop?> LoadTargetsAsync(UpdateRun run)
    {
        var (bytes, stop) = await RoleFiles.GetAsync(run, RoleNames.Targets);
        if (stop is not null)
            return stop;
        run.Roles[RoleNames.Targets] = bytes;
        return run.Take(run.Metadata.WithTargets(bytes, run.Now), "targets.json");
    }
}
