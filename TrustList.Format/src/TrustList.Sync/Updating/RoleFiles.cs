using TrustList.Format.Encoding;
using TrustList.Format.Metadata;

namespace TrustList.Sync;

/// <summary>The file of a targets role, from the state before where the snapshot lists it alike, else from the host.</summary>
internal static class RoleFiles
{
    internal static async Task<(ReadOnlyMemory<byte> Bytes, SyncStop? Stop)> GetAsync(UpdateRun run, string role)
    {
        var name = RoleNames.MetaName(role);
        if (!run.Metadata.Snapshot!.Meta.TryGetValue(name, out var listed))
            return (default, SyncStop.From(MetadataFault.NotListed, name));
        if (run.SnapshotBefore is { } before && before.Meta.TryGetValue(name, out var known) && known == listed
            && run.Before!.Roles.TryGetValue(role, out var held))
            return (held, null);
        var fetched = await run.FetchAsync($"{listed.Version}.{name}", Math.Min(listed.Length ?? Limits.TargetsBytes, Limits.TargetsBytes));
        return fetched.Bytes is { } bytes ? (bytes, null) : (default, SyncStop.From(fetched));
    }
}
