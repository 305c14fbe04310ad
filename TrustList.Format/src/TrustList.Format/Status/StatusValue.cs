namespace TrustList.Format.Status;

/// <summary>What a licence's entry in its region's status list says (SPEC.md §7.1). What it means for a purpose is policy.</summary>
public enum StatusValue : byte
{
    /// <summary>Nothing against it. Says nothing about expiry, and nothing of an index never given out.</summary>
    Valid = 0x0,
    /// <summary>Revoked or cancelled. Every reserved value counts as this one.</summary>
    Invalid = 0x1,
    /// <summary>Held, seized, stopped or locked for now.</summary>
    Suspended = 0x2,
    /// <summary>Over its points, or overdue for renewal or review.</summary>
    Restricted = 0x3,
    /// <summary>Issued again (renewed, class changed): the newer credential is to be presented.</summary>
    Superseded = 0xC,
    /// <summary>Moved to another region, which issues a new one.</summary>
    Transferred = 0xD,
}
