namespace RegionNode.Issuer.Life;

/// <summary>What becomes of a driver's licences, from mild to hard.</summary>
internal enum Consequence
{
    /// <summary>Shown as before.</summary>
    Stays,

    /// <summary>Still shown, marked abnormal.</summary>
    Marked,

    /// <summary>It no longer says what is true: the holder must apply again.</summary>
    Superseded,

    /// <summary>No longer shown as a licence at all.</summary>
    Removed,
}

/// <summary>Why an event cannot follow on what is recorded. A closed list.</summary>
internal enum LifeRefusal
{
    /// <summary>There is no record of this driver.</summary>
    NoSuchDriver,

    /// <summary>A field of the event does not have its form.</summary>
    Malformed,

    /// <summary>The licence is revoked or cancelled: it can only be restored.</summary>
    Ended,

    /// <summary>Only what ended can be restored.</summary>
    NotEnded,

    /// <summary>A statement of letters cannot end a revocation or cancellation: that is an event of its own.</summary>
    RestoreRequired,

    /// <summary>A whole record cannot lift what was held or seized here by hand: its release is an event of its own.</summary>
    ReleaseRequired,

    /// <summary>What was recorded here since the registry stated it counts.</summary>
    Superseded,

    /// <summary>It would lift what was recorded here, and does not say when it was decided (GXSJ).</summary>
    NoTime,

    /// <summary>The driver moved to another region, which alone speaks of this driver now.</summary>
    MovedAway,

    /// <summary>A move of the driver is signed, and the log has not said yet what became of it: later.</summary>
    TransferPending,

    /// <summary>The driver has the class already.</summary>
    ClassHeldAlready,

    /// <summary>There is no such class, or the driver does not have it.</summary>
    NoSuchClass,

    /// <summary>A licence without any class is cancelled, not changed.</summary>
    LastClass,

    /// <summary>Not the period that comes next: 6 years, then 10, then long-term.</summary>
    WrongPeriod,

    /// <summary>A long-term licence needs no renewal.</summary>
    LongTermAlready,

    /// <summary>What is not held or seized cannot be released.</summary>
    NotHeld,

    /// <summary>A seized licence is given back after its paper was handed in.</summary>
    PaperNotHandedIn,

    /// <summary>No paper licence has to be handed in.</summary>
    NoPaperDue,

    /// <summary>The name is the same as before, or the driver is marked as late already.</summary>
    NothingChanged,

    /// <summary>The driver has no such licence, or it was never collected.</summary>
    NoSuchLicence,

    /// <summary>The licence was reported lost before.</summary>
    LostAlready,

    /// <summary>What the node records when it happens; nobody reports it.</summary>
    RecordedByTheNode,

    /// <summary>With it the record would break a rule.</summary>
    BreaksTheRecord,
}

/// <summary>What an event did.</summary>
internal sealed record LifeOutcome
{
    private LifeOutcome()
    {
    }

    /// <summary>Why nothing was recorded; null where the event was.</summary>
    internal LifeRefusal? Refusal { get; private init; }

    /// <summary>What becomes of the driver's licences, all that stands against them counted.</summary>
    internal Consequence Consequence { get; private init; }

    /// <summary>Whether the paper licence has to be handed in, since this event or an earlier one.</summary>
    internal bool MustHandInPaper { get; private init; }

    /// <summary>Whether the status of any licence changed: then <c>StatusSignal.Changed()</c> after the commit.</summary>
    internal bool Changed { get; private init; }

    /// <summary>The driver's letters now.</summary>
    internal string Letters { get; private init; } = "";

    /// <summary>The event's number in the node's book; grows, with gaps.</summary>
    internal long EventId { get; private init; }

    internal static LifeOutcome Refused(LifeRefusal refusal) => new() { Refusal = refusal };

    internal static LifeOutcome Recorded(long eventId, Consequence consequence, bool mustHandInPaper, bool changed, string letters) =>
        new() { EventId = eventId, Consequence = consequence, MustHandInPaper = mustHandInPaper, Changed = changed, Letters = letters };
}
