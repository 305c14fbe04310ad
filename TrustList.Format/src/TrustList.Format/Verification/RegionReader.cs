using TrustList.Format.Metadata;
using TrustList.Format.Registry;

namespace TrustList.Format.Verification;

/// <summary>One region's documents, each read or excluded with its reason.</summary>
internal sealed record RegionReader(
    string Code, IssuersDocument? Issuers, TrustExclusion? IssuersFault, NodeDocument? Node, TrustExclusion? NodeFault)
{
    internal static RegionReader Read(ListedFiles files, string code, RegionEvidence evidence)
    {
        var (issuers, issuersFault) = Document(
            files, RoleNames.Region(code), IssuersDocument.PathOf(code), evidence, IssuersDocument.Read);
        if (issuers is not null)
            issuersFault = IssuersRefusal(issuers, code, evidence);

        var (node, nodeFault) = Document(files, RoleNames.Node(code), NodeDocument.PathOf(code), evidence, NodeDocument.Read);
        if (node is not null && node.Region != code)
            nodeFault = new(ExclusionReason.WrongSpeaker, $"{node.Region} in the place of {code}");
        return new(code, issuersFault is null ? issuers : null, issuersFault, nodeFault is null ? node : null, nodeFault);
    }

    private static TrustExclusion? IssuersRefusal(IssuersDocument issuers, string code, RegionEvidence evidence)
    {
        if (issuers.Region != code)
            return new(ExclusionReason.WrongSpeaker, $"{issuers.Region} in the place of {code}");
        return evidence.AcceptedBefore.TryGetValue(code, out var before) && issuers.CheckSuccessor(before) is { } refusal
            ? new(ExclusionReason.HistoryRewritten, refusal.ToString())
            : null;
    }

    private static (T?, TrustExclusion?) Document<T>(
        ListedFiles files, string role, string path, RegionEvidence evidence, ListedFiles.Reader<T> read)
        where T : class
    {
        if (evidence.RoleFaults.TryGetValue(role, out var roleFault))
            return (null, new(ReasonOf(roleFault), $"{role}: {roleFault}"));
        if (!files.IsLoaded(role))
            return (null, new(ExclusionReason.Missing, role));
        var (bytes, fault) = files.Take(path, role);
        if (fault is not null)
            return (null, fault);
        var document = read(bytes.Span);
        return document.Ok ? (document.Value, null) : (null, new(ExclusionReason.Malformed, $"{path}: {document.Fault}: {document.Detail}"));
    }

    private static ExclusionReason ReasonOf(MetadataFault fault) => fault switch
    {
        MetadataFault.Expired => ExclusionReason.Expired,
        MetadataFault.BelowThreshold or MetadataFault.BadThreshold => ExclusionReason.BadlySigned,
        MetadataFault.NotListed or MetadataFault.NotDelegated => ExclusionReason.Missing,
        MetadataFault.HashMismatch or MetadataFault.LengthMismatch or MetadataFault.VersionMismatch => ExclusionReason.BytesDiffer,
        _ => ExclusionReason.Malformed,
    };
}
