namespace RegionNode.Issuer.Submission;

/// <summary>Whether a chain may grow.</summary>
internal enum ChainState
{
    /// <summary>The hub was not asked yet since the start: nothing is signed.</summary>
    Unknown,

    /// <summary>The hub holds nothing newer than this database.</summary>
    Clear,

    /// <summary>The hub holds a link that this database does not: the database is older than what the node has signed.</summary>
    Behind,

    /// <summary>The hub holds other bytes under a number than this database.</summary>
    Forked,
}

/// <summary>How one chain stands, with the numbers for people.</summary>
internal sealed record ChainStanding(ChainState State, string Detail)
{
    internal static readonly ChainStanding Unknown = new(ChainState.Unknown, "the hub was not asked yet whether this database is the newest");
}
