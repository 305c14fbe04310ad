using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Moving;

/// <summary>Why operators' word for the end of a log is not taken. A closed list.</summary>
internal enum EndedLogRefusal
{
    /// <summary>No move waits for that log.</summary>
    NothingWaits,

    /// <summary>No other log was read as far in time: this one may be read still, and says more than anybody.</summary>
    StillRead,

    /// <summary>The node has read epochs that are not said to be there.</summary>
    ReadFurther,

    /// <summary>The node has not read all that is said to be there: what it did not read may hold the moves.</summary>
    NotReadThatFar,
}

/// <summary>What the word for the end of a log did.</summary>
/// <param name="Origin">The log by which the moves go from now on.</param>
/// <param name="Ids">Those moves; an empty id: any that was forgotten.</param>
internal sealed record EndedLogOutcome(string Origin, IReadOnlyList<string> Ids);

/// <summary>
/// A log that ended and with which no other one goes on (decision 0032). What it held no program can show any more; its operators
/// say how many epochs it had. Where this node has read all of them, no undecided move is in it: each is looked for in the log
/// that is read now until its deadline has passed there, as if that one went on with the other. Nothing is decided here.
/// </summary>
internal static class EndedLog
{
    /// <summary>Takes the word, in the caller's transaction; or says why not.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="origin">The log that ended.</param>
    /// <param name="size">How many epochs it had.</param>
    /// <param name="isUnreadKnown">Whether people answer for the epochs that this node has not read.</param>
    /// <param name="access">Whose word.</param>
    /// <param name="now">When.</param>
    internal static (EndedLogOutcome? Outcome, EndedLogRefusal? Refusal) Take(
        StoreSession db, string origin, long size, bool isUnreadKnown, Access access, DateTimeOffset now)
    {
        var (waiting, read) = (TransferTable.WaitingFor(db, origin), TransferWalkTable.Find(db, origin)?.Size ?? 0);
        if (waiting.Count == 0)
            return (null, EndedLogRefusal.NothingWaits);
        if (TransferWalkTable.Newest(db) is not { } other || other == origin || TransferWalkTable.Find(db, other) is not { } known)
            return (null, EndedLogRefusal.StillRead);
        if (size < read)
            return (null, EndedLogRefusal.ReadFurther);
        if (size > read && !isUnreadKnown)
            return (null, EndedLogRefusal.NotReadThatFar);
        TransferTable.Follow(db, origin, other);
        TransferHoldTable.Follow(db, origin, other);
        TransferHoldTable.ReleaseBefore(db, other, known.Time);
        AuditTrail.Note(db, access, AuditAct.LogEnded, AuditTrail.NoDriver, $"{size} epochs, {read} read: {waiting.Count} moves go by {other}, no more by {origin}", now);
        foreach (var (id, driver) in waiting)
            AuditTrail.Note(db, access, AuditAct.TransferChanged, driver, $"{id} goes by {other}", now);
        return (new EndedLogOutcome(other, [.. waiting.Select(move => move.Id)]), null);
    }
}
