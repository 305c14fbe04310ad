namespace RegionNode.Issuer.Moving;

/// <summary>Whether a log goes on with another one.</summary>
internal enum Continuation
{
    /// <summary>It cannot be told now: the hub is away, or does not show enough.</summary>
    Untold,

    /// <summary>It has fewer epochs than were read of the other one, so far.</summary>
    TooShort,

    /// <summary>It begins with other epochs, and always will.</summary>
    Differs,

    /// <summary>It begins with all that was read of the other one.</summary>
    GoesOn,
}
