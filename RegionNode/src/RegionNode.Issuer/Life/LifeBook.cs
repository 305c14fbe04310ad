using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Registry;
using RegionNode.Issuer.Status;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Life;

/// <summary>
/// Records what happens to a driver's licences: the event, the record that it changes and the status of every licence, in the
/// caller's one transaction, so that the next head holds what the book says.
/// </summary>
internal static class LifeBook
{
    private const string MovedAway = "C";

    /// <summary>Records an event, or says why it cannot follow; then nothing was written. The caller wakes the publisher after the commit.</summary>
    /// <param name="db">The caller's transaction.</param>
    /// <param name="driver">Whose.</param>
    /// <param name="happened">What happened.</param>
    /// <param name="access">Who says so.</param>
    /// <param name="now">When it is recorded.</param>
    /// <param name="stated">When the registry stated it; null: an act recorded here as it happens.</param>
    internal static LifeOutcome Record(StoreSession db, DriverKey driver, LifeEvent happened, Access access, DateTimeOffset now, StatedAt? stated = null)
    {
        var today = ChinaTime.DayOf(now);
        if (DriverStanding.Load(db, driver) is not { } standing)
            return LifeOutcome.Refused(LifeRefusal.NoSuchDriver);
        var acts = ActsSince.Of(db, driver, stated);
        var (lifeEvent, superseded) = acts.Left(happened, standing, today);
        if ((superseded ?? LifeSequence.Refuses(db, driver, lifeEvent, standing)) is { } refusal)
            return LifeOutcome.Refused(refusal);
        var rule = acts.Left(LifeRules.Of(lifeEvent, standing, today));
        var letters = LetterSet.Change(standing.Letters, rule.Adds, rule.Removes);
        if (!letters.Contains(MovedAway) && TransferTable.HasMovedAway(db, driver))
            letters = LetterSet.Change(letters, MovedAway, ""); // Another region speaks of the driver: no word of this one lifts it.
        if (lifeEvent is LettersChanged && !standing.MovedAway && TransferTable.IsPending(db, driver))
            letters = LetterSet.Change(letters, "", MovedAway); // Whether the driver moves, the log says.
        if (!Keep(db, driver, lifeEvent, standing, letters, now))
            return LifeOutcome.Refused(LifeRefusal.BreaksTheRecord);
        var changed = DriverStatus.SetLetters(db, driver, letters, rule.Urgent, now);
        if (rule.Consequence == Consequence.Superseded && lifeEvent is not MovedOut) // Who moved has TRANSFERRED from the letter.
            changed |= DriverStatus.SupersedeAll(db, driver, rule.Urgent, now);
        if (lifeEvent is DeviceLost lost)
            changed |= DriverStatus.Lose(db, LicenceTable.Find(db, lost.LicenceId)!, now);
        var consequence = Worse(rule.Consequence, DriverStanding.ConsequenceOf(letters));
        var paperDue = rule.PaperDue ?? standing.PaperDue is not null;
        var eventId = LifeTable.Append(db, driver, lifeEvent, standing.Letters, letters, consequence, rule.PaperDue, access, now, stated?.Earliest);
        if (ActOf(lifeEvent) is { } act)
            AuditTrail.Note(db, access, act, driver, $"{lifeEvent.Kind} {letters} {consequence}", now);
        return LifeOutcome.Recorded(eventId, consequence, paperDue, changed, letters);
    }

    private static bool Keep(StoreSession db, DriverKey driver, LifeEvent lifeEvent, DriverStanding standing, string letters, DateTimeOffset now)
    {
        var body = RecordChange.After(lifeEvent, standing.Record.Body, letters);
        if (!ReferenceEquals(body, standing.Record.Body))
        {
            var (record, _) = DriverRecord.Check(standing.Record.FileNumber, body);
            if (record is null)
                return false;
            DriverRecordTable.Put(db, driver, record.ToBytes(), letters, now, DueDates.Next(body, letters));
        }
        else if (letters != standing.Letters)
        {
            DriverRecordTable.SetLetters(db, driver, letters, now, DueDates.Next(body, letters));
        }
        return true;
    }

    private static AuditAct? ActOf(LifeEvent lifeEvent) => lifeEvent switch
    {
        Issued or MovedIn => null, // Noted with the licence, or with the move.
        LettersCorrected => AuditAct.StatusChanged,
        DeviceLost => AuditAct.DeviceLost,
        _ => AuditAct.LifeEvent,
    };

    private static Consequence Worse(Consequence one, Consequence other) => one >= other ? one : other;
}
