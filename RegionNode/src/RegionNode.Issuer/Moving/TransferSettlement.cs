using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Life;
using RegionNode.Issuer.Registry;
using RegionNode.Issuer.Status;
using RegionNode.Issuer.Storage;
using TrustList.Format.Transfers;

namespace RegionNode.Issuer.Moving;

/// <summary>
/// Does what the log says, each move in one transaction: the old side's licences are TRANSFERRED, or the new side has the driver; or
/// everything stays as it was. Until that is done nobody here answers for the driver; a crash before it does it again.
/// </summary>
internal sealed partial class TransferSettlement(
    TransferWalk walk, IDurableStore store, StatusSignal signal, TimeProvider clock, ILogger<TransferSettlement> logger)
{
    /// <summary>Does at once what one proof says, as the keeper does with what it reads.</summary>
    internal void Commit(ProvenTransfer transfer)
    {
        store.Write("walk log", db =>
        {
            walk.Take(db, transfer);
            return true;
        });
        var row = store.Read(db => TransferTable.Find(db, Convert.ToHexStringLower(transfer.Record.Id.Span)))!;
        if (row.LoggedEpoch is null)
            return; // The log had decided otherwise.
        if (row.Side == MoveSide.Out)
            Leave(row);
        else if (row.Dossier is { } dossier)
            Arrive(row, Dossier.Read(dossier)!, isLast: true);
    }

    /// <summary>The old side: the driver's licences are TRANSFERRED. Later, where an earlier move of the driver comes first.</summary>
    internal void Leave(TransferRow row) => Settle(row, (db, access, now) =>
    {
        if (row.Driver == TransferRow.NoDriver)
            return false; // Of the licence nothing is known either: this database is older than what the node has signed, and issues nothing.
        var outcome = LifeBook.Record(db, row.Driver, new MovedOut(row.Other), access, now);
        // Whatever happened to the record meanwhile: who moved is TRANSFERRED.
        if (outcome.Refusal is null)
            return outcome.Changed;
        var letters = LetterSet.Change(DriverRecordTable.Find(db, row.Driver)?.Letters ?? "A", MovingRules.Moved, "");
        DriverRecordTable.SetLetters(db, row.Driver, letters, now, due: null);
        return DriverStatus.SetLetters(db, row.Driver, letters, urgent: true, now);
    });

    /// <summary>The new side: the driver is here, with the record as it was checked. What bars the driver here since then stays.</summary>
    /// <param name="row">The move.</param>
    /// <param name="dossier">As it counts here.</param>
    /// <param name="isLast">Whether the letters are the old side's last word; else that is owed still.</param>
    internal void Arrive(TransferRow row, Dossier dossier, bool isLast)
    {
        var driver = store.Read(db => db.KeyOf(dossier.FileNumber)); // Of a move that this database had lost the row names nobody yet.
        Settle(row with { Driver = driver }, (db, access, now) => Arrive(db, row, driver, dossier, access, now), isOwed: !isLast);
    }

    private static bool Arrive(StoreSession db, TransferRow row, DriverKey driver, Dossier dossier, Access access, DateTimeOffset now)
    {
        TransferTable.SetDriver(db, row.Id, driver);
        var before = DriverRecordTable.Find(db, driver)?.Letters ?? "";
        var letters = LetterSet.Change(dossier.Record.Letters, MovingRules.Forbidding(before), "");
        var record = DriverRecord.Kept(dossier.FileNumber, dossier.Record with { Letters = letters }); // Whatever the settings are now.
        // Who comes back: the licences from before stay ended.
        var changed = DriverStatus.SupersedeAll(db, driver, urgent: null, now);
        PhotoTable.Put(db, driver, new CurrentPhoto(record.Body.Portrait!, PhotoSource.Registry, TakenAt: null, dossier.PhotoChangedAt));
        DriverRecordTable.Put(db, driver, record.ToBytes(), letters, now, DueDates.Next(record.Body, letters));
        // The old region spoke of the driver until then: what this registry said before is in no place any more.
        DriverRecordTable.SetSourceUpdated(db, driver, row.HappenedAt);
        var paperDue = LifeRules.BringsSeizure(letters, before) ? true : (bool?)null;
        LifeTable.Append(db, driver, new MovedIn(row.Other, dossier.Record.Letters), before, letters, Consequence.Superseded, paperDue, access, now, row.HappenedAt);
        AuditTrail.Note(db, access, AuditAct.RecordPut, driver, $"moved here from {row.Other}", now);
        return DriverStatus.SetLetters(db, driver, letters, urgent: null, now) || changed;
    }

    /// <summary>
    /// The new side, which has the driver already: what the old side recorded after it had signed comes on top, but for what was decided
    /// here since the log held the move. Of a driver who moved on since nothing is taken.
    /// </summary>
    /// <param name="row">The move.</param>
    /// <param name="letters">The old side's; null: there will be no word of it.</param>
    internal void Hear(TransferRow row, string? letters)
    {
        var changed = store.Write("hear last word", db =>
        {
            var now = clock.GetUtcNow();
            TransferTable.OweNoMore(db, row.Id);
            if (letters is null || TransferTable.LastOf(db, row.Driver) != row.Id || DriverRecordTable.Find(db, row.Driver) is not { } own
                || letters.All(letter => letter == 'A' || own.Letters.Contains(letter)))
                return false;
            var access = Access.OfNode("transfer");
            var outcome = LifeBook.Record(db, row.Driver, new MovedIn(row.Other, letters), access, now, StatedAt.At(row.HappenedAt));
            var heard = outcome.Refusal is { } refusal ? $"refused: {refusal}" : outcome.Letters;
            AuditTrail.Note(db, access, AuditAct.StatusChanged, row.Driver, $"{row.Id}: {heard}, recorded by {row.Other} while the driver moved", now);
            return outcome.Changed;
        });
        if (changed)
            signal.Changed();
    }

    /// <summary>It never happened: by this side's own decision where nothing is signed, else by the log alone.</summary>
    /// <param name="id">Which.</param>
    /// <param name="reason">Why.</param>
    /// <param name="asked">In, unsigned: as it was accepted when this came about; where it was accepted anew or for another office since, nothing ends.</param>
    internal void Abort(string id, MoveReason reason, TransferRow? asked = null)
    {
        var done = store.Write("abort transfer", db =>
        {
            var now = clock.GetUtcNow();
            var ends = asked is null
                ? TransferTable.Decide(db, id, signed: reason == MoveReason.NotLogged, MoveState.Aborted, reason, null, now)
                : TransferTable.EndAccepted(db, asked, reason, now);
            if (!ends)
                return false;
            OutboxTable.Withdraw(db, TransferLane.Of(id), now);
            AuditTrail.Note(db, Access.OfNode("transfer"), AuditAct.TransferChanged, TransferTable.Closed(db, id)!.Driver, $"{id} aborted: {reason}", now);
            return true;
        });
        if (done)
            Settled(logger, id, reason.ToString());
    }

    /// <summary>Calls a move off for an office; the row as it stands then. Null: there is none. What is signed stays as it is.</summary>
    internal TransferRow? Cancel(string id, Access access) => store.Write("cancel transfer", db =>
    {
        var now = clock.GetUtcNow();
        if (TransferTable.Closed(db, id) is not { } row)
            return null;
        // A move that this database has forgotten to have signed is not called off: the log will say.
        if (TransferHoldTable.Holds(db, id) || !TransferTable.Decide(db, id, signed: false, MoveState.Aborted, MoveReason.Cancelled, null, now))
            return row;
        AuditTrail.Note(db, access, AuditAct.TransferChanged, row.Driver, $"{id} aborted: {MoveReason.Cancelled}", now);
        return TransferTable.Closed(db, id);
    });

    private void Settle(TransferRow row, Func<StoreSession, Access, DateTimeOffset, bool> work, bool isOwed = false)
    {
        var (done, changed) = store.Write("commit transfer", db =>
        {
            var now = clock.GetUtcNow();
            var access = Access.OfNode("transfer");
            if (TransferTable.HasEarlier(db, row) || TransferTable.Closed(db, row.Id)!.Office != row.Office)
                return (false, false); // Later; and for the office as it was put right meanwhile.
            if (isOwed)
                TransferTable.Owe(db, row.Id);
            if (!TransferTable.Decide(db, row.Id, signed: true, MoveState.Committed, null, row.Proof, now))
                return (false, false);
            OutboxTable.Withdraw(db, TransferLane.Of(row.Id), now);
            AuditTrail.Note(db, access, AuditAct.TransferChanged, row.Driver, $"{row.Id} committed in epoch {row.LoggedEpoch}", now);
            return (true, work(db, access, now));
        });
        if (changed)
            signal.Changed();
        if (done)
            Settled(logger, row.Id, "committed");
    }

    [LoggerMessage(1, LogLevel.Information, "transfer {Id}: {Outcome}")]
    private static partial void Settled(ILogger logger, string id, string outcome);
}
