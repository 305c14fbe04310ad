using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Life;
using RegionNode.Issuer.Registry.Imports;
using RegionNode.Issuer.Registry.Police;
using RegionNode.Issuer.Status;
using RegionNode.Issuer.Storage;
using TrustList.Format.Encoding;

namespace RegionNode.Issuer.Registry;

/// <summary>What became of a record that was put.</summary>
/// <param name="IsNew">Whether the file number was new.</param>
/// <param name="Refusal">Why nothing was done; null where the record stands.</param>
internal readonly record struct PutOutcome(bool IsNew, LineReason? Refusal);

/// <summary>Keeps the drivers' records. New letters, and what makes a licence untrue, reach the driver's licences in the same transaction.</summary>
internal sealed class RegistryDesk(IDurableStore store, StatusSignal signal, TimeProvider clock)
{
    /// <summary>Puts the record, unless what is stored is newer or may not be lifted by it. A refusal is recorded too.</summary>
    internal PutOutcome Put(DriverRecord record, Access access)
    {
        var (outcome, changed) = store.Write("put driver record", db =>
        {
            var now = clock.GetUtcNow();
            var driver = db.KeyOf(record.FileNumber);
            var reach = Reach(db, driver, record.Body, access, now);
            if (reach.Refusal is { } refusal)
            {
                AuditTrail.Note(db, access, AuditAct.RecordPut, driver, $"refused: {refusal}", now);
                return (new PutOutcome(IsNew: false, refusal), false);
            }
            // What an applicant was told is approved comes onto the licence; the registry's portrait counts again after that.
            var holds = record.Body.Portrait is { } portrait && !PhotoTable.PutOfRegistry(db, driver, portrait);
            var added = DriverRecordTable.Put(
                db, driver, record.ToBytes(), record.Body.Letters, now, DueDates.Next(record.Body, record.Body.Letters));
            var left = holds ? "; portrait left out: an approved photo waits to be collected" : "";
            AuditTrail.Note(db, access, AuditAct.RecordPut, driver, (added ? "new" : "replaced") + left, now);
            DriverRecordTable.SetSourceUpdated(db, driver, record.Body.Updated ?? Instants.WholeSeconds(now)); // GXSJ has whole seconds.
            return (new PutOutcome(added, null), reach.Changed);
        });
        if (changed)
            signal.Changed();
        return outcome;
    }

    // A record without GXSJ says how things are now.
    private static RecordReach Reach(StoreSession db, DriverKey driver, DriverRecordBody body, Access access, DateTimeOffset now)
    {
        if (KnownDriver.Find(db, driver) is not { } stored)
            return RecordReach.Of(changed: false);
        var stated = body.Updated ?? now;
        return WholeRecord.Refuses(db, stored, body.Letters, body.Updated is null ? long.MaxValue : stated.Stored()) is { } refusal
            ? RecordReach.Refused(refusal)
            : LicensedDriver.Update(db, driver, body, body.Letters, access, now, StatedAt.At(stated));
    }
}
