using TrustHub.Admission;
using TrustList.Format.Status;

namespace TrustHub.Status;

/// <summary>What examining a head ended in: admitted, refused, or the same as a head that is held.</summary>
/// <param name="Admitted">Every check ran and passed.</param>
/// <param name="Refused">The first check that did not pass.</param>
/// <param name="Held">The admitted head of this version, where there is one.</param>
/// <param name="Other">The head that contradicts it; evidence.</param>
internal readonly record struct ExaminedHead(AdmittedHead? Admitted, Refused? Refused, HeadRow? Held = null, VerifiedStatusHead? Other = null)
{
    /// <summary>The same head once more.</summary>
    public static ExaminedHead Repeated(HeadRow row) => new(null, null, row);

    /// <summary>Two heads of one version.</summary>
    public static ExaminedHead Contradicts(HeadRow row, VerifiedStatusHead other) => new(
        null, new Refused(AdmissionFault.Equivocation, $"head {other.Claims.Version} is admitted with another content; both are kept as evidence"), row, other);

    /// <summary>A refusal is an outcome.</summary>
    public static implicit operator ExaminedHead(Refused refused) => new(null, refused);

    /// <summary>What passed is an outcome.</summary>
    public static implicit operator ExaminedHead(AdmittedHead admitted) => new(admitted, null);
}
