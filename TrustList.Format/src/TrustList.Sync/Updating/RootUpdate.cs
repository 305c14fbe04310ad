using TrustList.Format.Encoding;
using TrustList.Format.Metadata;

namespace TrustList.Sync;

/// <summary>TUF §5.3: follows the chain of roots to the newest.</summary>
internal static class RootUpdate
{
    internal static async Task<SyncStop?> RunAsync(UpdateRun run)
    {
        // §5.3.2 to §5.3.9: one version at a time, until the host has no next one. How many in one run, the metadata
        // itself limits: the next run goes on from there.
        while (true)
        {
            var name = run.Layout.Root(run.Metadata.Root.Version + 1);
            var fetched = await run.FetchAsync(name, Limits.RootBytes);
            if (fetched.NotFound)
                break;
            if (fetched.Bytes is null)
                return SyncStop.From(fetched);
            if (run.Take(run.Metadata.WithRoot(fetched.Bytes), name) is { } stop)
                return stop;
            run.Local.Keep(RoleNames.Root, fetched.Bytes);
            if (!run.Metadata.OnlineKeysRotated)
                continue;
            // §5.3.11: rotated online keys undo a fast-forward.
            run.Local.Forget(RoleNames.Timestamp);
            run.Local.Forget(RoleNames.Snapshot);
        }

        // §5.3.10: only the newest must be in date.
        return run.Metadata.CheckRootExpiry(run.Now) is { } expired
            ? SyncStop.From(expired, $"{run.Layout.Root(run.Metadata.Root.Version)}: expired")
            : null;
    }
}
