namespace TrustList.Format.Verification;

/// <summary>Why a status list was not taken into a state. A closed list.</summary>
public enum StatusListRefusal
{
    /// <summary>The region is not active, has no node document, or the address is not below its base.</summary>
    NotThisRegions,

    /// <summary>The token does not verify; the detail carries the status fault.</summary>
    NotVerified,

    /// <summary>This version, or a newer one, is held already.</summary>
    NotNewer,
}

/// <summary>What became of a status list.</summary>
/// <param name="State">The state to go on with.</param>
/// <param name="Refusal">Why the list was not taken, or null where it was.</param>
/// <param name="Detail">For an operator.</param>
public readonly record struct StatusListResult(TrustState State, StatusListRefusal? Refusal, string Detail);
