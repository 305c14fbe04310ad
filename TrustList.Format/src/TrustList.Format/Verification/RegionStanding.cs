namespace TrustList.Format.Verification;

/// <summary>What a state says of a region at an instant (SPEC.md §5.7). Only <see cref="Active"/> lets its licences count.</summary>
public enum RegionStanding
{
    /// <summary>Admitted, its issuers known and in date.</summary>
    Active,

    /// <summary>Never admitted, or not yet at that instant.</summary>
    Unknown,

    /// <summary>Suspended by the national operators.</summary>
    Suspended,

    /// <summary>Under an emergency notice that is in force.</summary>
    UnderNotice,

    /// <summary>Withdrawn for good.</summary>
    Withdrawn,

    /// <summary>Its own documents are missing or were refused: <see cref="TrustState.Excluded"/> says why.</summary>
    Excluded,

    /// <summary>Its own documents have expired since.</summary>
    Expired,
}
