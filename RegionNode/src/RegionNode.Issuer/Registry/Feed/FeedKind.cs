namespace RegionNode.Issuer.Registry.Feed;

/// <summary>What an event of the feed says: a closed list. Each states how things are from now on.</summary>
internal enum FeedKind
{
    /// <summary>LJJF and QFRQ.</summary>
    Points,

    /// <summary>ZT in the named letter table.</summary>
    Letters,

    /// <summary>YXQS and YXQZ: the period that comes next.</summary>
    Renewal,

    /// <summary>SYRQ: the driver was reviewed; empty: no review is due any more.</summary>
    Review,

    /// <summary>ZJCX: the classes held; added ones from YXQS, or the day of GXSJ.</summary>
    Classes,

    /// <summary>XM.</summary>
    Name,

    /// <summary>Held for a time; <c>reference</c>.</summary>
    Held,

    /// <summary>Seized; <c>reference</c>.</summary>
    Seized,

    /// <summary>The paper licence of a seizure was handed in; <c>reference</c>.</summary>
    PaperHandedIn,

    /// <summary>No longer held; <c>reference</c>.</summary>
    ReleasedHeld,

    /// <summary>No longer seized; <c>reference</c>.</summary>
    ReleasedSeized,

    /// <summary>Over points, whatever the count.</summary>
    OverPoints,

    /// <summary>Overdue for review, whatever SYRQ says.</summary>
    OverdueReview,

    /// <summary>Overdue for renewal, whatever YXQZ says.</summary>
    OverdueRenewal,

    /// <summary>Revoked.</summary>
    Revoked,

    /// <summary>Cancelled.</summary>
    Cancelled,

    /// <summary>Cancelled as a penalty.</summary>
    CancelledAsPenalty,

    /// <summary>Given back after it had ended.</summary>
    Restored,
}

/// <summary>What of a driver an event speaks of. Of two events on one topic the later one counts; of two topics both do. Numbers are stored.</summary>
internal enum FeedTopic
{
    /// <summary>Points and their clear date.</summary>
    Points = 1,

    /// <summary>Status letters.</summary>
    Letters = 2,

    /// <summary>The period of validity.</summary>
    Period = 3,

    /// <summary>The next review.</summary>
    Review = 4,

    /// <summary>Vehicle classes.</summary>
    Classes = 5,

    /// <summary>The name.</summary>
    Name = 6,

    /// <summary>The paper licence.</summary>
    Paper = 7,
}

/// <summary>From kind to topic.</summary>
internal static class FeedTopics
{
    internal static FeedTopic Of(FeedKind kind) => kind switch
    {
        FeedKind.Points => FeedTopic.Points,
        FeedKind.Renewal => FeedTopic.Period,
        FeedKind.Review => FeedTopic.Review,
        FeedKind.Classes => FeedTopic.Classes,
        FeedKind.Name => FeedTopic.Name,
        FeedKind.PaperHandedIn => FeedTopic.Paper,
        _ => FeedTopic.Letters,
    };
}
