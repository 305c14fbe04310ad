namespace TrustHub.Admission;

/// <summary>A refusal: the fault and what to tell the caller.</summary>
/// <param name="Fault">From the closed list.</param>
/// <param name="Detail">Names roles, versions and rules; never a person's data, never unchecked text of the caller.</param>
public sealed record Refused(AdmissionFault Fault, string Detail);

/// <summary>What examining a submission ended in: exactly one of the two is set.</summary>
/// <param name="Admitted">Every check ran and passed.</param>
/// <param name="Refused">The first check that did not pass.</param>
public readonly record struct Examined(Admitted? Admitted, Refused? Refused)
{
    /// <summary>A refusal.</summary>
    public static Examined Refuse(AdmissionFault fault, string detail) => new(null, new Refused(fault, detail));

    /// <summary>A refusal is an outcome.</summary>
    public static implicit operator Examined(Refused refused) => new(null, refused);

    /// <summary>What passed is an outcome.</summary>
    public static implicit operator Examined(Admitted admitted) => new(admitted, null);
}
