using System.Security.Cryptography;
using TrustList.Format.Encoding;

namespace TrustList.Format.Metadata;

/// <summary>
/// A folder of public files as a TUF client follows it, at the instant of its timestamp: from a root to every role that
/// the snapshot lists and every file that those name. It finds a mixture of two versions, at any moment. That a
/// delegated role has expired, or lost its delegation, is its operators' business and no violation.
/// </summary>
/// <param name="read">A file by its name (<see cref="ConsistentNames"/>), or null where there is none.</param>
public sealed class RepositoryWalk(Func<string, byte[]?> read)
{
    /// <summary>The violations, each one line; none means that a client is served one whole version.</summary>
    /// <param name="oldestRoot">The root to start from: version 1, or the oldest that is still there.</param>
    public IEnumerable<string> Violations(long oldestRoot)
    {
        if (read(ConsistentNames.Timestamp) is not { } timestamp)
            return []; // Nothing is published.
        var version = oldestRoot;
        var step = TrustedMetadata.Start(Metadata(RoleNames.Root, version));
        while (step.Next is not null && read(ConsistentNames.Metadata(RoleNames.Root, ++version)) is { } root)
            step = step.Next.WithRoot(root);
        return step is { Ok: true, Next: { } trusted }
            ? TopLevel(trusted, timestamp)
            : [$"a client refuses a root: {step.Fault} {step.Detail}"];
    }

    private IEnumerable<string> TopLevel(TrustedMetadata trusted, byte[] timestamp)
    {
        var now = MetadataReader.Timestamp(timestamp) is { Ok: true } file ? file.Value.Signed.Expires.AddSeconds(-1) : default;
        (string Role, Func<TrustResult> Next)[] steps =
        [
            (RoleNames.Timestamp, () => trusted.WithTimestamp(timestamp, now)),
            (RoleNames.Snapshot, () => trusted.WithSnapshot(Metadata(RoleNames.Snapshot, trusted.Timestamp?.Snapshot.Version ?? 0), now)),
            (RoleNames.Targets, () => trusted.WithTargets(Metadata(RoleNames.Targets, Listed(trusted, RoleNames.Targets) ?? 0), now)),
        ];
        foreach (var (role, next) in steps)
        {
            var step = next();
            if (step.Fault is { } fault and not MetadataFault.Expired)
                yield return $"a client refuses {role}: {fault} {step.Detail}";
            trusted = step.Next ?? trusted;
        }
        if (!trusted.TargetsRoles.TryGetValue(RoleNames.Targets, out var targets))
            yield break;
        foreach (var violation in Files(targets).Concat(Delegated(trusted, now)))
            yield return violation;
    }

    private IEnumerable<string> Delegated(TrustedMetadata trusted, DateTimeOffset now)
    {
        var pending = new Queue<string>([RoleNames.Targets]);
        while (pending.TryDequeue(out var parent))
        {
            foreach (var role in trusted.TargetsRoles[parent].Signed.Delegations?.Roles.Select(role => role.Name) ?? [])
            {
                if (Listed(trusted, role) is not { } version || trusted.TargetsRoles.ContainsKey(role))
                    continue; // Not published yet, or reached before.
                var step = trusted.WithDelegated(role, parent, Metadata(role, version), now);
                if (step.Fault is { } fault and not (MetadataFault.Expired or MetadataFault.NotDelegated or MetadataFault.BelowThreshold))
                    yield return $"a client refuses {role}: {fault} {step.Detail}";
                trusted = step.Next ?? trusted;
                if (!trusted.TargetsRoles.TryGetValue(role, out var loaded))
                    continue;
                pending.Enqueue(role);
                foreach (var violation in Files(loaded))
                    yield return violation;
            }
        }
    }

    private IEnumerable<string> Files(SignedMetadata<TargetsRole> role) =>
        role.Signed.Targets
            .Where(target => read(ConsistentNames.Target(target.Key, target.Value.Sha256)) is not { } bytes || LowerHex.Of(SHA256.HashData(bytes)) != target.Value.Sha256)
            .Select(target => $"a client does not find {target.Key}");

    private byte[] Metadata(string role, long version) => read(ConsistentNames.Metadata(role, version)) ?? [];

    private static long? Listed(TrustedMetadata trusted, string role) =>
        trusted.Snapshot is { } snapshot && snapshot.Meta.TryGetValue(RoleNames.MetaName(role), out var meta) ? meta.Version : null;
}
