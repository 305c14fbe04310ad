using TrustList.Format.Encoding;
using TrustList.Format.Metadata;

namespace TrustHub.Admission;

public sealed partial class Admitted
{
    private static readonly string[] TopLevelRoles =
        [RoleNames.Root, RoleNames.Timestamp, RoleNames.Snapshot, RoleNames.Targets];

    /// <summary>Root N+1 follows root N, signed by the thresholds of both (TUF §5.3.4, §5.3.5).</summary>
    private static Examined Root(MetadataSubmission submission, AdmissionContext context)
    {
        if (MetadataChecks.Read(submission.Metadata, Limits.RootBytes, MetadataReader.Root, out var root) is { } unread)
            return unread;
        var current = context.State.Root;
        if (current is null && context.CallerPin is not null)
            return Examined.Refuse(AdmissionFault.NotDelegated, "the first root comes by inception alone");
        if (current is not null
            && MetadataChecks.Threshold(
                TrustedMetadata.VerifyTopLevel(current.Signed, RoleNames.Root, root), RoleNames.Root, "the present root") is { } notByOld)
            return notByOld;
        if (MetadataChecks.Threshold(
                TrustedMetadata.VerifyTopLevel(root.Signed, RoleNames.Root, root), RoleNames.Root, "the new root") is { } notByItself)
            return notByItself;
        var version = root.Signed.Version;
        if (MetadataChecks.Newer(RoleNames.Root, version, current?.Signed.Version) is { } notNewer)
            return notNewer;
        if (current is not null && version != current.Signed.Version + 1)
            return Examined.Refuse(AdmissionFault.VersionGap, $"root {version} after root {current.Signed.Version}");
        if (MetadataChecks.Unexpired(RoleNames.Root, root.Signed, context.Now) is { } expired)
            return expired;
        if (!submission.Targets.IsEmpty)
            return Examined.Refuse(AdmissionFault.TargetFileUnexpected, "root has no target files");
        if (!Array.TrueForAll(TopLevelRoles, root.Signed.Roles.ContainsKey) || !root.Signed.ConsistentSnapshot)
            return Examined.Refuse(AdmissionFault.BadDelegation, "root must name the four roles and consistent snapshots");
        return CanBeMet(root.Signed)
            ? Of(submission, version, context)
            : Examined.Refuse(AdmissionFault.BadDelegation, "x-suites demands more keys of a suite than root or targets has: nothing could follow");
    }

    private static bool CanBeMet(RootRole root) => root.Suites.All(suite =>
        new[] { RoleNames.Root, RoleNames.Targets }.All(role =>
            root.Roles[role].KeyIds.Count(keyId => root.Keys.GetValueOrDefault(keyId)?.Key?.Algorithm == suite.Key) >= suite.Value));
}
