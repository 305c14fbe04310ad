using TrustList.Format.Metadata;
using TrustList.Format.Registry;

namespace TrustList.Format.Verification;

/// <summary>One region's documents, each read or excluded with its reason.</summary>
internal sealed record RegionReader(
    string Code, IssuersDocument? Issuers, TrustExclusion? IssuersFault, NodeDocument? Node, TrustExclusion? NodeFault,
    PartiesDocument? Parties, TrustExclusion? PartiesFault)
{
    internal static RegionReader Read(ListedFiles files, string code, RegionEvidence evidence, NoticeBoard notices)
    {
        var (issuers, issuersFault) = files.Document(
            RoleNames.Region(code), IssuersDocument.PathOf(code), evidence, IssuersDocument.Read);
        if (issuers is not null)
            issuersFault = IssuersRefusal(issuers, code, evidence, notices);

        var (node, nodeFault) = files.Document(RoleNames.Node(code), NodeDocument.PathOf(code), evidence, NodeDocument.Read);
        if (node is not null && node.Region != code)
            nodeFault = new(ExclusionReason.WrongSpeaker, $"{node.Region} in the place of {code}");

        var (parties, partiesFault) = PartiesOf(files, code, evidence);
        return new(code, issuersFault is null ? issuers : null, issuersFault, nodeFault is null ? node : null, nodeFault, partiesFault is null ? parties : null, partiesFault);
    }

    private static TrustExclusion? IssuersRefusal(IssuersDocument issuers, string code, RegionEvidence evidence, NoticeBoard notices)
    {
        if (issuers.Region != code)
            return new(ExclusionReason.WrongSpeaker, $"{issuers.Region} in the place of {code}");
        // A notice that has ended since once was reason enough for a new key.
        return evidence.AcceptedBefore.TryGetValue(code, out var before)
            && issuers.CheckSuccessor(before, underNotice: key => notices.EverNamed(code, key)) is { } refusal
            ? new(ExclusionReason.HistoryRewritten, refusal.ToString())
            : null;
    }

    /// <summary>A region need not have parties: where its role lists none there are none, and that is no fault.</summary>
    private static (PartiesDocument?, TrustExclusion?) PartiesOf(ListedFiles files, string code, RegionEvidence evidence)
    {
        var (role, path) = (RoleNames.Region(code), PartiesDocument.PathOf(code));
        if (!files.IsListed(role, path))
            return (null, null);
        var (parties, fault) = files.Document(role, path, evidence, PartiesDocument.Read);
        if (parties is null)
            return (null, fault);
        if (parties.Region != code)
            return (null, new(ExclusionReason.WrongSpeaker, $"{parties.Region} in the place of {code}"));
        return evidence.PartiesBefore.TryGetValue(code, out var before) && parties.CheckSuccessor(before) is { } refusal
            ? (null, new(ExclusionReason.HistoryRewritten, refusal.ToString()))
            : (parties, null);
    }
}
