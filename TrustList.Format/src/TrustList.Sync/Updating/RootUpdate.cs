using TrustList.Format.Encoding;

namespace TrustList.Sync;

/// <summary>TUF §5.3: follows the chain of roots to the newest.</summary>
internal static class RootUpdate
{
    internal static async Task<SyncStop?> RunAsync(UpdateRun run)
    {
        // §5.3.2 to §5.3.9: one version at a time, until the host has no next one; how many, the metadata itself limits.
        while (true)
        {
            var name = $"{run.Metadata.Root.Version + 1}.root.json";
            var fetched = await run.FetchAsync(name, Limits.RootBytes);
            if (fetched.NotFound)
                break;
            if (fetched.Bytes is null)
                return SyncStop.From(fetched);
            if (run.Take(run.Metadata.WithRoot(fetched.Bytes), name) is { } stop)
                return stop;
            run.FollowedRoots.Add(fetched.Bytes);
        }

        // §5.3.10: only the newest must be in date.
        return run.Metadata.CheckRootExpiry(run.Now) is { } expired
            ? SyncStop.From(expired, $"{run.Metadata.Root.Version}.root.json: expired")
            : null;
    }
}
