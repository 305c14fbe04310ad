namespace TrustList.Format.Registry;

/// <summary>What a status value means for a purpose.</summary>
public enum StatusDecision
{
    /// <summary>The licence counts.</summary>
    Accepted,

    /// <summary>The licence counts, with a warning.</summary>
    Warned,

    /// <summary>The licence does not count.</summary>
    Refused,
}

/// <summary>What to do where a live answer was asked for and none came.</summary>
public enum LiveFallback
{
    /// <summary>Say that it is undecided.</summary>
    Undecided,

    /// <summary>Decide by the offline status and say its age.</summary>
    Offline,
}
