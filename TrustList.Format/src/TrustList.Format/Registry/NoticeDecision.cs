namespace TrustList.Format.Registry;

/// <summary>What the national operators may do with an emergency notice. In JSON: the name in lower case.</summary>
public enum NoticeOutcome
{
    /// <summary>It stands until it is lifted: it no longer lapses.</summary>
    Ratified,

    /// <summary>It has no effect any more. No other decision follows.</summary>
    Lifted,
}

/// <summary>A decision on a notice, part of the signed policy (SPEC.md §5.2). Append-only.</summary>
/// <param name="Id">The notice's.</param>
/// <param name="Decision">What was decided.</param>
/// <param name="At">From when on.</param>
/// <param name="Reason">Why.</param>
public sealed record NoticeDecision(string Id, NoticeOutcome Decision, DateTimeOffset At, WrittenReason Reason);
