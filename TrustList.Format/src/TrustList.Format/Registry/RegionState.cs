namespace TrustList.Format.Registry;

/// <summary>The standing that the national operators give a region (SPEC.md §5.1).</summary>
public enum RegionState
{
    /// <summary>Its licences count, within the agreements.</summary>
    Active,

    /// <summary>Nothing of it counts until it is active again.</summary>
    Suspended,

    /// <summary>It left for good. No other state follows.</summary>
    Withdrawn,
}
