using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;

namespace TrustHub.Admission;

public sealed partial class Admitted
{
    /// <summary>The duty officers' notices, signed by any one of them. Nothing here needs the national operators to be awake.</summary>
    private static Examined Emergency(MetadataSubmission submission, AdmissionContext context)
    {
        if (MetadataChecks.Read(submission.Metadata, Limits.TargetsBytes, MetadataReader.Targets, out var role) is { } unread)
            return unread;
        if (context.State is not { Targets: { } targets, Registry: { } registry, Policy: { } policy } state)
            return Examined.Refuse(AdmissionFault.NotDelegated, "there are no targets yet");
        var version = role.Signed.Version;
        var bounds = new NoticeContext(context.Now, targets.Signed.Version, registry, policy, code => state.Region(code).Issuers);
        TargetFileSet? files = null;
        var refused =
            MetadataChecks.Threshold(
                targets.Signed.Delegations is { } delegations
                    ? TrustedMetadata.VerifyDelegation(delegations, RoleNames.Emergency, role)
                    : MetadataFault.NotDelegated,
                RoleNames.Emergency, "the present targets role")
            ?? MetadataChecks.Newer(RoleNames.Emergency, version, state.Emergency?.Signed.Version)
            ?? MetadataChecks.Unexpired(RoleNames.Emergency, role.Signed, context.Now)
            ?? TargetFileSet.Match(role.Signed, [NoticesDocument.Path], submission.Targets, context.Held, out files)
            ?? Documents.Read(files, NoticesDocument.Path, NoticesDocument.Read, out var notices)
            ?? Documents.Rule(notices.CheckSuccessor(state.Notices))
            ?? Documents.Rule(notices.CheckNew(state.Notices, bounds))
            ?? (role.Signed.Delegations is null ? null : new Refused(AdmissionFault.BadDelegation, "duty officers delegate to nobody"));
        return refused is null ? Of(submission, version, context, files) : refused;
    }
}
