namespace TrustList.Format.Status;

/// <summary>Where a verdict's status comes from.</summary>
public enum StatusOrigin
{
    /// <summary>A Token Status List that the region signed (SPEC.md §7.4).</summary>
    StatusList,

    /// <summary>A region's head that a witnessed epoch covers.</summary>
    WitnessedHead,

    /// <summary>A region's head that no epoch covers yet, or that of a federation without a log.</summary>
    SignedHead,
}
