namespace TrustList.Format.Status;

/// <summary>A licence's entry in its region's status list. Every other value is reserved and counts as invalid.</summary>
public enum StatusValue : byte
{
    /// <summary>In force.</summary>
    Valid = 0x0,

    /// <summary>Revoked or cancelled.</summary>
    Invalid = 0x1,

    /// <summary>Held, stopped or locked.</summary>
    Suspended = 0x2,

    /// <summary>Over the point limit, or overdue for renewal or review.</summary>
    Restricted = 0x3,

    /// <summary>Issued anew: present the new one.</summary>
    Superseded = 0xC,

    /// <summary>Moved to another region.</summary>
    Transferred = 0xD,
}
