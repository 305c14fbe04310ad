namespace TrustList.Format.Registry;

/// <summary>The standing that a region gives one of its relying parties (SPEC.md §5.11).</summary>
public enum PartyState
{
    /// <summary>It may ask, between its dates.</summary>
    Active,

    /// <summary>It may not ask until it is active again.</summary>
    Suspended,

    /// <summary>It was ended before its date. No other state follows.</summary>
    Ended,
}
