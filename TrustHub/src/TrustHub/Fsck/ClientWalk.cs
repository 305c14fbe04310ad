using TrustHub.Storage;
using TrustList.Format.Metadata;

namespace TrustHub.Fsck;

/// <summary>
/// The public folder as a TUF client follows it, at the instant of its timestamp: from the oldest root to every role
/// that the snapshot lists. That a region's role has expired, or lost its delegation, is the operators' business and no violation.
/// </summary>
internal static class ClientWalk
{
    public static IEnumerable<string> Violations(DiskFileStore files)
    {
        if (files.Read(PublicPaths.Timestamp) is not { } timestamp)
            yield break; // Nothing is published.
        var version = OldestRoot(files);
        var step = TrustedMetadata.Start(files.Read(PublicPaths.Metadata(RoleNames.Root, version)) ?? []);
        while (step.Next is not null && files.Read(PublicPaths.Metadata(RoleNames.Root, ++version)) is { } root)
            step = step.Next.WithRoot(root);
        if (step is not { Ok: true, Next: { } trusted })
        {
            yield return $"a client refuses a root: {step.Fault} {step.Detail}";
            yield break;
        }
        var now = MetadataReader.Timestamp(timestamp) is { Ok: true } read ? read.Value.Signed.Expires.AddSeconds(-1) : default;
        foreach (var (role, next) in Steps(files, now, timestamp))
        {
            step = next(trusted);
            if (step.Fault is { } fault and not MetadataFault.Expired)
                yield return $"a client refuses {role}: {fault} {step.Detail}";
            trusted = step.Next ?? trusted;
        }
        if (trusted.Snapshot is null || trusted.TargetsRoles.Count == 0)
            yield break;
        foreach (var violation in Delegated(files, trusted, now).Concat(Targets(files, trusted.TargetsRoles[RoleNames.Targets])))
            yield return violation;
    }

    private static IEnumerable<(string Role, Func<TrustedMetadata, TrustResult> Next)> Steps(DiskFileStore files, DateTimeOffset now, byte[] timestamp)
    {
        yield return (RoleNames.Timestamp, trusted => trusted.WithTimestamp(timestamp, now));
        yield return (RoleNames.Snapshot, trusted => trusted.WithSnapshot(File(RoleNames.Snapshot, trusted.Timestamp?.Snapshot.Version), now));
        yield return (RoleNames.Targets, trusted => trusted.WithTargets(File(RoleNames.Targets, Listed(trusted, RoleNames.Targets)), now));

        byte[] File(string role, long? version) => files.Read(PublicPaths.Metadata(role, version ?? 0)) ?? [];
    }

    private static IEnumerable<string> Delegated(DiskFileStore files, TrustedMetadata trusted, DateTimeOffset now)
    {
        foreach (var name in trusted.Snapshot!.Meta.Keys.Order(StringComparer.Ordinal).Reverse()) // regions before nodes
        {
            var role = name[..^".json".Length];
            var parent = Log.HubRole.Parse(role) is { Kind: Log.HubRoleKind.Node, Code: var code } ? RoleNames.Region(code) : RoleNames.Targets;
            if (role == RoleNames.Targets || !trusted.TargetsRoles.ContainsKey(parent))
                continue;
            var bytes = files.Read(PublicPaths.Metadata(role, Listed(trusted, role) ?? 0)) ?? [];
            var step = trusted.WithDelegated(role, parent, bytes, now);
            if (step.Fault is { } fault and not (MetadataFault.Expired or MetadataFault.NotDelegated or MetadataFault.BelowThreshold))
                yield return $"a client refuses {role}: {fault} {step.Detail}";
            trusted = step.Next ?? trusted;
            if (trusted.TargetsRoles.TryGetValue(role, out var loaded))
                foreach (var violation in Targets(files, loaded))
                    yield return violation;
        }
    }

    private static IEnumerable<string> Targets(DiskFileStore files, SignedMetadata<TargetsRole> role) =>
        role.Signed.Targets
            .Where(target => files.Read(PublicPaths.Target(target.Key, target.Value.Sha256)) is not { } bytes || Digest.Of(bytes) != target.Value.Sha256)
            .Select(target => $"a client does not find {target.Key}");

    private static long? Listed(TrustedMetadata trusted, string role) =>
        trusted.Snapshot is { } snapshot && snapshot.Meta.TryGetValue(RoleNames.MetaName(role), out var meta) ? meta.Version : null;

    private static long OldestRoot(DiskFileStore files) =>
        files.List().Where(path => path.EndsWith(".root.json", StringComparison.Ordinal))
            .Select(path => long.Parse(Path.GetFileName(path).Split('.')[0], System.Globalization.CultureInfo.InvariantCulture))
            .DefaultIfEmpty(0).Min();
}
