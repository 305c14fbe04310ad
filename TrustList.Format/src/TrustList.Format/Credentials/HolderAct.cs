namespace TrustList.Format.Credentials;

/// <summary>What a holder's device proves its key for (SPEC.md §6.8). A proof for one act is none for another.</summary>
public enum HolderAct
{
    /// <summary>Collects the licence of an offer.</summary>
    Collect,

    /// <summary>Gets a new licence in place of one that will expire.</summary>
    Refresh,

    /// <summary>Gets a signed statement of the licence's status, to show with it.</summary>
    Assertion,

    /// <summary>Disputes the status of the licence.</summary>
    Dispute,

    /// <summary>Gets the licence's compact form, for QR codes.</summary>
    Compact,
}
