using TrustList.Format.Metadata;
using TrustList.Format.Registry;

namespace TrustList.Format.Verification;

/// <summary>
/// The notices to go by: the newest that the duty officers signed, or those accepted before, where the newest are missing,
/// expired, not readable or take something back (SPEC.md §5.10). Nothing that is known is forgotten.
/// </summary>
/// <param name="Document">The notices to go by.</param>
/// <param name="Fault">Why the newest are not known, or null; null also where nobody is delegated to.</param>
/// <param name="ValidUntil">The expiry of the role they came by, or null.</param>
internal sealed record NoticesReader(NoticesDocument Document, TrustExclusion? Fault, DateTimeOffset? ValidUntil)
{
    internal static NoticesReader Read(ListedFiles files, TargetsRole targets, RegionEvidence evidence)
    {
        var before = evidence.NoticesBefore ?? NoticesDocument.Empty;
        if (targets.Delegations?.Find(RoleNames.Emergency) is null)
            return new(before, null, null);
        var (read, fault) = files.Document(RoleNames.Emergency, NoticesDocument.Path, evidence, NoticesDocument.Read);
        if (read is null)
            return new(before, fault, null);
        return read.CheckSuccessor(before) is { } refusal
            ? new(before, new(ExclusionReason.HistoryRewritten, refusal.ToString()), null)
            : new(read, null, files.Expiry(RoleNames.Emergency));
    }
}
