namespace TrustList.Format.Registry;

/// <summary>Where a key stands in its life (SPEC.md §5.3). The legal transitions stand in <see cref="KeyLifecycle"/> alone.</summary>
public enum KeyState
{
    /// <summary>Published, not yet used: verifiers get to know it first.</summary>
    Pending,

    /// <summary>Signs and verifies.</summary>
    Active,

    /// <summary>Signs no more, still verifies.</summary>
    Retiring,

    /// <summary>Neither signs nor verifies.</summary>
    Retired,

    /// <summary>Known or suspected to be in other hands. No other state follows.</summary>
    Compromised,
}
