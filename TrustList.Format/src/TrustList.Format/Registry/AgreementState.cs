namespace TrustList.Format.Registry;

/// <summary>Whether a recognition agreement binds between its dates (SPEC.md §5.4).</summary>
public enum AgreementState
{
    /// <summary>It binds between its dates.</summary>
    InForce,

    /// <summary>It does not bind until it is in force again.</summary>
    Suspended,

    /// <summary>It was ended before its date. No other state follows.</summary>
    Ended,
}
