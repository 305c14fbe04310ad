using TrustList.Format.Metadata;
using TrustList.Format.Registry;

namespace TrustList.Sync;

/// <summary>
/// The roles of regions, nodes and duty officers, and their files. What a region got wrong leaves that region out; what the host got
/// wrong (a file missing, or not the one its lists state) ends the run.
/// </summary>
internal static class RegionUpdate
{
    internal static async Task<SyncStop?> RunAsync(UpdateRun run, TrustFiles files, RegistryDocument registry, SyncOptions options)
    {
        var concurrency = options.Concurrency;
        var codes = registry.Regions.Where(region => region.State != RegionState.Withdrawn).Select(region => region.Code).ToList();
        return await LoadRolesAsync(run, files, [.. Emergency(run), .. codes.Select(code => (RoleNames.Region(code), RoleNames.Targets))], concurrency)
            ?? await LoadRolesAsync(run, files, [.. codes.Where(code => IsLoaded(run, RoleNames.Region(code))).Select(code => (RoleNames.Node(code), RoleNames.Region(code)))], concurrency)
            ?? await LoadFilesAsync(run, files, [NoticesDocument.Path, .. codes.SelectMany(code => FilesOf(code, options))], concurrency);
    }

    private static IEnumerable<string> FilesOf(string code, SyncOptions options) =>
        [IssuersDocument.PathOf(code), NodeDocument.PathOf(code), .. options.FetchParties ? [PartiesDocument.PathOf(code)] : (string[])[]];

    private static IEnumerable<(string Role, string Parent)> Emergency(UpdateRun run) =>
        run.Metadata.TargetsRoles[RoleNames.Targets].Signed.Delegations?.Find(RoleNames.Emergency) is null ? [] : [(RoleNames.Emergency, RoleNames.Targets)];

    private static bool IsLoaded(UpdateRun run, string role) => run.Metadata.TargetsRoles.ContainsKey(role);

    private static async Task<SyncStop?> LoadRolesAsync(
        UpdateRun run, TrustFiles files, IReadOnlyList<(string Role, string Parent)> roles, int concurrency)
    {
        var got = new (ReadOnlyMemory<byte> Bytes, SyncStop? Stop)[roles.Count];
        await Task.WhenAll(Limited.Each(roles.Count, concurrency, async i => got[i] = await RoleFiles.GetAsync(run, roles[i].Role, roles[i].Parent)));
        for (var i = 0; i < roles.Count; i++)
        {
            var (role, parent) = roles[i];
            if (got[i].Stop is { MetadataFault: MetadataFault.NotListed })
            {
                files.RoleFaults[role] = MetadataFault.NotListed;
                continue;
            }
            if (got[i].Stop is { } notFetched)
                return notFetched;
            run.Local.Keep(role, got[i].Bytes);
            var step = RoleFiles.Verify(run, role, parent, got[i].Bytes);
            if (step.Fault is MetadataFault.HashMismatch or MetadataFault.LengthMismatch or MetadataFault.VersionMismatch)
                return run.Take(step, role);
            if (step.Fault is { } fault)
                files.RoleFaults[role] = fault;
            else
                run.Take(step, role);
        }
        return null;
    }

    private static async Task<SyncStop?> LoadFilesAsync(UpdateRun run, TrustFiles files, IReadOnlyList<string> paths, int concurrency)
    {
        var got = new (ReadOnlyMemory<byte>? Bytes, SyncStop? Stop)[paths.Count];
        await Task.WhenAll(Limited.Each(paths.Count, concurrency, async i => got[i] = await TargetFiles.GetAsync(run, paths[i], files.Held(paths[i]))));
        for (var i = 0; i < paths.Count; i++)
        {
            if (got[i].Stop is { } stop)
                return stop;
            if (got[i].Bytes is { } bytes)
                files.Files[paths[i]] = bytes;
        }
        return null;
    }
}
