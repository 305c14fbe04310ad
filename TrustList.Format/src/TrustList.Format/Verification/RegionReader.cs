using TrustList.Format.Metadata;
using TrustList.Format.Registry;

namespace TrustList.Format.Verification;

/// <summary>One region's documents, each read or excluded with its reason.</summary>
internal sealed record RegionReader(
    string Code, IssuersDocument? Issuers, TrustExclusion? IssuersFault, NodeDocument? Node, TrustExclusion? NodeFault)
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
        return new(code, issuersFault is null ? issuers : null, issuersFault, nodeFault is null ? node : null, nodeFault);
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
}
