namespace RegionNode.Issuer.Storage;

/// <summary>Where a driver's photo came from. The numbers stand in the database.</summary>
internal enum PhotoSource
{
    /// <summary>The police registry's stored photo.</summary>
    Registry = 0,

    /// <summary>Taken with the phone for an application, reviewed.</summary>
    Phone = 1,

    /// <summary>Chosen from the phone's album for an application, reviewed.</summary>
    Album = 2,

    /// <summary>Taken at the counter.</summary>
    Counter = 3,

    /// <summary>That of the identity card, whose two sides were sent for an application and reviewed.</summary>
    IdCard = 4,
}
