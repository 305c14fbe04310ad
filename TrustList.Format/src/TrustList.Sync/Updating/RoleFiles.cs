using TrustList.Format.Encoding;
using TrustList.Format.Metadata;

namespace TrustList.Sync;

/// <summary>TUF §5.6: a targets role, from what is held where that is the file listed, else from the host.</summary>
internal static class RoleFiles
{
    /// <summary>Loads a role through one delegator; root delegates to the top-level targets.</summary>
    internal static async Task<SyncStop?> LoadAsync(UpdateRun run, string role, string parent)
    {
        var (bytes, stop) = await GetAsync(run, role, parent);
        if (stop is not null)
            return stop;
        if (run.Take(Verify(run, role, parent, bytes), RoleNames.MetaName(role)) is { } refused)
            return refused;
        run.Local.Keep(role, bytes);
        return null;
    }

    /// <summary>The file alone.</summary>
    internal static async Task<(ReadOnlyMemory<byte> Bytes, SyncStop? Stop)> GetAsync(UpdateRun run, string role, string parent)
    {
        if (!run.Metadata.Snapshot!.Meta.TryGetValue(RoleNames.MetaName(role), out var listed))
            return (default, SyncStop.From(MetadataFault.NotListed, $"the snapshot does not list {role}"));
        if (run.Local.Find(role) is { } held && IsListed(run, role, parent, held, listed))
            return (held, null);
        var name = run.Layout.Role(role, listed.Version, run.Metadata.Root.ConsistentSnapshot);
        var fetched = await run.FetchAsync(name, Math.Min(listed.Length ?? Limits.TargetsBytes, Limits.TargetsBytes));
        return fetched.Bytes is { } bytes ? (bytes, null) : (default, SyncStop.From(fetched));
    }

    internal static TrustResult Verify(UpdateRun run, string role, string parent, ReadOnlyMemory<byte> bytes) =>
        role == RoleNames.Targets ? run.Metadata.WithTargets(bytes, run.Now) : run.Metadata.WithDelegated(role, parent, bytes, run.Now);

    // Bytes of the hash listed are the file, whatever is wrong with it. Where none is listed, they must pass every check.
    private static bool IsListed(UpdateRun run, string role, string parent, ReadOnlyMemory<byte> held, MetaFile listed) =>
        ListedFile.Check(listed, held.Span) is null
        && (listed.Sha256 is not null || listed.Sha512 is not null || Verify(run, role, parent, held).Ok);
}
