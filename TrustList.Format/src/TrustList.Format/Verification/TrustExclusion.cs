namespace TrustList.Format.Verification;

/// <summary>Why a region's document was left out of a state (SPEC.md §5.7). A closed list.</summary>
public enum ExclusionReason
{
    /// <summary>The region has not published its role or the document yet.</summary>
    Missing,

    /// <summary>The role had expired when the state was made.</summary>
    Expired,

    /// <summary>The role is not signed by the keys that its delegator names now.</summary>
    BadlySigned,

    /// <summary>The role or the document cannot be read, or breaks a rule in itself.</summary>
    Malformed,

    /// <summary>The document is listed by a role that may not speak for it, or speaks for another region.</summary>
    WrongSpeaker,

    /// <summary>The bytes at hand are not those that the role lists.</summary>
    BytesDiffer,

    /// <summary>The version drops or loosens what an accepted version had.</summary>
    HistoryRewritten,
}

/// <summary>A region's document that was left out, while the rest stands.</summary>
/// <param name="Reason">Which rule.</param>
/// <param name="Detail">For an operator.</param>
public sealed record TrustExclusion(ExclusionReason Reason, string Detail);
