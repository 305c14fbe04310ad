using TrustHub.Log;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;
using TrustList.Format.Verification;

namespace TrustHub.Admission;

public sealed partial class Admitted
{
    /// <summary>The national operators' registry, policy and delegations.</summary>
    private static Examined Targets(MetadataSubmission submission, AdmissionContext context)
    {
        if (MetadataChecks.Read(submission.Metadata, Limits.TargetsBytes, MetadataReader.Targets, out var targets) is { } unread)
            return unread;
        if (context.State.Root is not { } root)
            return Examined.Refuse(AdmissionFault.NotDelegated, "there is no root yet");
        var version = targets.Signed.Version;
        TargetFileSet? files = null;
        var refused =
            MetadataChecks.Threshold(
                TrustedMetadata.VerifyTopLevel(root.Signed, RoleNames.Targets, targets), RoleNames.Targets, "the present root")
            ?? MetadataChecks.Newer(RoleNames.Targets, version, context.State.Targets?.Signed.Version)
            ?? MetadataChecks.Unexpired(RoleNames.Targets, targets.Signed, context.Now)
            ?? TargetFileSet.Match(targets.Signed, [RegistryDocument.Path, PolicyDocument.Path], submission.Targets, context.Held, out files)
            ?? Documents.Read(files, RegistryDocument.Path, RegistryDocument.Read, out var registry)
            ?? Documents.Read(files, PolicyDocument.Path, PolicyDocument.Read, out var policy)
            ?? (context.State.Registry is { } oldRegistry ? Documents.Rule(registry.CheckSuccessor(oldRegistry)) : null)
            ?? (context.State.Policy is { } oldPolicy ? Documents.Rule(policy.CheckSuccessor(oldPolicy)) : null)
            ?? DecisionsOn(context.State.Notices, policy, context.State.Policy)
            ?? DelegationsTo(targets.Signed.Delegations, registry)
            ?? NoticesStay(targets.Signed, policy, context);
        return refused is null ? Of(submission, version, context, files) : refused;
    }

    /// <summary>A new decision is about a notice that is there: a mistyped id would lift nothing.</summary>
    private static Refused? DecisionsOn(NoticesDocument notices, PolicyDocument policy, PolicyDocument? before) =>
        policy.NoticeDecisions.Skip(before?.NoticeDecisions.Length ?? 0).FirstOrDefault(decision => notices.Find(decision.Id) is null) is { } unknown
            ? new(AdmissionFault.BadNotice, $"a decision on notice {unknown.Id}, which is not there")
            : null;

    /// <summary>
    /// While notices are in force, their file stays signed by somebody whom targets name: else new clients would know of none.
    /// An officer who leaves has the present notices signed again by another first.
    /// </summary>
    private static Refused? NoticesStay(TargetsRole targets, PolicyDocument policy, AdmissionContext context)
    {
        if (context.State.Emergency is not { } emergency
            || new NoticeBoard(context.State.Notices, policy, targets.Version).InForce(context.Now) is not [var first, ..])
            return null;
        return targets.Delegations is { } delegations && TrustedMetadata.VerifyDelegation(delegations, RoleNames.Emergency, emergency) is null
            ? null
            : new(AdmissionFault.BadDelegation, $"notice {first.Id} is in force, and no duty officer named here signed it: sign it again, or lift it");
    }

    /// <summary>Each delegation goes to a registered region for its own folder, or to the emergency officers for theirs.</summary>
    private static Refused? DelegationsTo(Delegations? delegations, RegistryDocument registry)
    {
        foreach (var role in delegations?.Roles ?? [])
        {
            var folder = role.Name == RoleNames.Emergency
                ? "emergency/"
                : HubRole.Parse(role.Name) is { Kind: HubRoleKind.Region, Code: var code } && registry.Find(code) is not null
                    ? $"regions/{code}/"
                    : null;
            if (folder is null || !Covers(role, path => path.StartsWith(folder, StringComparison.Ordinal)))
                return new(AdmissionFault.BadDelegation, $"delegation {role.Name}: to a registered region for its own folder, or to emergency");
        }
        return null;
    }

    private static bool Covers(DelegatedRole role, Func<string, bool> allowed) =>
        role.PathHashPrefixes.IsDefaultOrEmpty && !role.Paths.IsDefaultOrEmpty && role.Paths.All(allowed);
}
