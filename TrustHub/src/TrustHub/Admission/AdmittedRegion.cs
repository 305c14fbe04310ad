using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;

namespace TrustHub.Admission;

public sealed partial class Admitted
{
    /// <summary>A region's issuers, its relying parties where it has any, and its delegation to the node, signed by the province's operators.</summary>
    private static Examined Region(MetadataSubmission submission, string code, AdmissionContext context)
    {
        if (MetadataChecks.Read(submission.Metadata, Limits.TargetsBytes, MetadataReader.Targets, out var region) is { } unread)
            return unread;
        var version = region.Signed.Version;
        var current = context.State.Region(code);
        var (path, partiesPath) = (IssuersDocument.PathOf(code), PartiesDocument.PathOf(code));
        var hasParties = region.Signed.Targets.ContainsKey(partiesPath);
        TargetFileSet? files = null;
        IssuersDocument issuers = null!;
        var refused =
            RegionChain.Registered(context, code, out var record)
            ?? RegionChain.Region(context.State, code, region)
            ?? MetadataChecks.Newer(submission.Role, version, current.Role?.Signed.Version)
            ?? MetadataChecks.Unexpired(submission.Role, region.Signed, context.Now)
            ?? TargetFileSet.Match(region.Signed, hasParties ? [path, partiesPath] : [path], submission.Targets, context.Held, out files)
            ?? Documents.Read(files, path, IssuersDocument.Read, out issuers)
            ?? Documents.OfRegion(issuers.Region, code)
            ?? Documents.Rule(issuers.CheckAgainst(record, context.State.Policy, current.Issuers).FirstOrDefault())
            ?? (current.Issuers is { } old ? Documents.Rule(issuers.CheckSuccessor(old, context.Now, UnderNotice(code, context))) : null)
            ?? (hasParties ? Parties(files, code, current.Parties) : PartiesStay(current.Parties))
            ?? DelegationToNode(region.Signed.Delegations, code);
        return refused is null
            ? Of(submission, version, context, files, current.Issuers is { } before ? issuers.AddedOnShortNotice(before) : null)
            : refused;
    }

    /// <summary>A region's relying parties, with those of the version before.</summary>
    private static Refused? Parties(TargetFileSet files, string code, PartiesDocument? before) =>
        Documents.Read(files, PartiesDocument.PathOf(code), PartiesDocument.Read, out var parties)
        ?? Documents.OfRegion(parties.Region, code)
        ?? (before is null ? null : Documents.Rule(parties.CheckSuccessor(before)));

    private static Refused? PartiesStay(PartiesDocument? before) =>
        before is null ? null : new(AdmissionFault.NotSuccessor, $"{PartiesDocument.PathOf(before.Region)} is listed no more");

    /// <summary>A key under notice is lost to its region, as a compromised one is: its successor may come on short notice.</summary>
    private static Func<string, bool> UnderNotice(string code, AdmissionContext context) =>
        key => context.State.NoticeBoard?.OfKey(code, key, context.Now) is not null;

    /// <summary>The node may speak for node.json and nothing else.</summary>
    private static Refused? DelegationToNode(Delegations? delegations, string code)
    {
        var roles = delegations?.Roles ?? [];
        return roles.Length <= 1 && roles.All(role => role.Name == RoleNames.Node(code) && Covers(role, path => path == NodeDocument.PathOf(code)))
            ? null
            : new(AdmissionFault.BadDelegation, $"a region delegates to {RoleNames.Node(code)} for {NodeDocument.PathOf(code)} alone");
    }
}
