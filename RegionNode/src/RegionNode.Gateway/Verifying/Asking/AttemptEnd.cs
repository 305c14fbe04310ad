namespace RegionNode.Gateway.Verifying.Asking;

/// <summary>How one attempt at one endpoint ended. A closed list: it alone decides what may be tried again, and where.</summary>
internal enum AttemptEnd
{
    /// <summary>A checked answer.</summary>
    Answered,

    /// <summary>The region refused the question; another of its endpoints would too.</summary>
    Refused,

    /// <summary>An answer came and failed a check; another endpoint may do better.</summary>
    Unusable,

    /// <summary>No connection stood, so that nothing of the question was sent.</summary>
    NotSent,

    /// <summary>The region itself says that it cannot answer now.</summary>
    Unavailable,

    /// <summary>The question may have arrived, and no answer did.</summary>
    Failed,
}

/// <summary>One attempt: how it ended, and the reply that it comes to.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Reply">What it comes to.</param>
internal readonly record struct Attempt(AttemptEnd End, LiveReply Reply)
{
    /// <summary>The same endpoint may be asked again: what was asked cannot have been answered.</summary>
    public bool MayRepeat => End is AttemptEnd.NotSent or AttemptEnd.Unavailable;

    /// <summary>Another endpoint of the region may answer better.</summary>
    public bool MayBeElsewhere => End is AttemptEnd.Unusable or AttemptEnd.NotSent or AttemptEnd.Unavailable or AttemptEnd.Failed;

    /// <summary>Speaks for a region that does not work. A refusal or a wrong answer comes from one that does.</summary>
    public bool CountsAgainst => End is AttemptEnd.NotSent or AttemptEnd.Unavailable or AttemptEnd.Failed;
}
