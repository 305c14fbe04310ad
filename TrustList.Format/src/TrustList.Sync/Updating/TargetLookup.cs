namespace TrustList.Sync;

/// <summary>
/// TUF §5.6.7: loads delegated roles one after the other, in the order in which the search needs them, until one
/// lists the path. A role met again through another delegator is verified against that one as well.
/// </summary>
internal static class TargetLookup
{
    /// <returns>Null where a loaded role lists the path.</returns>
    internal static async Task<SyncStop?> RunAsync(UpdateRun run, string path)
    {
        while (true)
        {
            var search = run.Metadata.Search(path);
            if (search.File is not null)
                return null;
            if (search is not { Role: { } role, Parent: { } parent })
                return new(SyncFault.Incomplete, $"{path} is not listed");
            if (await RoleFiles.LoadAsync(run, role, parent) is { } stop)
                return stop;
        }
    }
}
