namespace RegionNode.Issuer.Storage;

/// <summary>How far an application is. The numbers stand in the database; below 90 it is open, and a driver has one open application at most.</summary>
internal enum ApplicationState
{
    /// <summary>Made; the applicant's identity is still to be checked.</summary>
    AwaitingIdentity = 0,

    /// <summary>A photo is to be sent.</summary>
    AwaitingPhoto = 1,

    /// <summary>The photo waits for a reviewer.</summary>
    InReview = 2,

    /// <summary>The photo was refused; another may be sent.</summary>
    PhotoRefused = 3,

    /// <summary>Refused too often: the counter answers.</summary>
    AtCounter = 4,

    /// <summary>The photo is approved; an identity check gives the offer.</summary>
    Approved = 5,

    /// <summary>An offer was made.</summary>
    Offered = 6,

    /// <summary>A later application took its place.</summary>
    Replaced = 90,

    /// <summary>The counter ended it.</summary>
    Ended = 91,

    /// <summary>Nobody went on with it in its time.</summary>
    Lapsed = 92,

    /// <summary>The licence was collected.</summary>
    Collected = 93,
}

/// <summary>One application as stored.</summary>
internal sealed record ApplicationRow
{
    public long Seq { get; init; }
    public required string Id { get; init; }
    public required DriverKey Driver { get; init; }

    /// <summary>Which photo; a <see cref="PhotoSource"/>.</summary>
    public required long Source { get; init; }

    /// <summary>1 where it is for another photo on a licence that was issued.</summary>
    public required long ChangesPhoto { get; init; }

    /// <summary>The day the photo was taken, as the applicant states; a day number.</summary>
    public long? StatedDay { get; init; }

    /// <summary>An <see cref="ApplicationState"/>.</summary>
    public required long State { get; init; }
    public required long MadeAt { get; init; }
    public required long ChangedAt { get; init; }

    /// <summary>The licence of the newest offer.</summary>
    public string? LicenceId { get; init; }

    /// <summary>The system that made it; null: before that was recorded.</summary>
    public string? MadeBy { get; init; }

    internal PhotoSource Photo => (PhotoSource)Source;

    internal ApplicationState Stage => (ApplicationState)State;

    internal DateOnly? Stated => StatedDay is { } day ? DateOnly.FromDayNumber((int)day) : null;
}
