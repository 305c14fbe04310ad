namespace RegionNode.Issuer.Holders;

/// <summary>Why a licence is not refreshed. A closed list.</summary>
internal enum RefreshRefusal
{
    /// <summary>Less than half its life is over.</summary>
    TooEarly,

    /// <summary>It has expired: the holder applies again, with an identity check.</summary>
    Expired,

    /// <summary>It no longer says what is true, or a newer one replaced it: the holder applies again.</summary>
    Superseded,

    /// <summary>Its device was reported lost.</summary>
    DeviceLost,
}
