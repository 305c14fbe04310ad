using System.Diagnostics.CodeAnalysis;
using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Status;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Life;

/// <summary>How a driver stands, and the licences.</summary>
internal sealed record DriverFound(DriverStanding Standing, IReadOnlyList<LicenceRow> Licences);

/// <summary>The province's own systems record and read the life of a driver's licences here.</summary>
internal sealed class LifeDesk(IDurableStore store, StatusSignal signal, TimeProvider clock)
{
    /// <summary>
    /// Records what somebody reports. What the node records by itself is refused. Null: nothing is recorded, because the driver, as
    /// found at that moment, is not one that <paramref name="mayChange"/> allows.
    /// </summary>
    internal LifeOutcome? Record(string fileNumber, LifeEvent lifeEvent, Access access, Func<DriverFound, bool>? mayChange) => lifeEvent is Issued or MovedOut or MovedIn
        ? LifeOutcome.Refused(LifeRefusal.RecordedByTheNode)
        : Told(store.Write("record life event", db =>
        {
            var driver = db.KeyOf(fileNumber);
            return mayChange is not null && Found(db, driver) is { } found && !mayChange(found) ? null : LifeBook.Record(db, driver, lifeEvent, access, clock.GetUtcNow());
        }));

    /// <summary>Ends a licence whose device is lost.</summary>
    internal LifeOutcome Lose(string licenceId, Access access) => Told(store.Write("record life event", db => LicenceTable.Find(db, licenceId) is { } licence
        ? LifeBook.Record(db, licence.Driver, new DeviceLost(licenceId), access, clock.GetUtcNow())
        : LifeOutcome.Refused(LifeRefusal.NoSuchLicence)));

    /// <summary>How a driver stands, and the licences; null: no such driver.</summary>
    internal DriverFound? Find(string fileNumber, Access access) => store.Write("read driver", db =>
    {
        var driver = db.KeyOf(fileNumber);
        if (Found(db, driver) is not { } found)
            return null;
        AuditTrail.Note(db, access, AuditAct.RecordRead, driver, "standing and licences", clock.GetUtcNow());
        return found;
    });

    /// <summary>A driver's events after a number, oldest first; null: no such driver.</summary>
    internal IReadOnlyList<LifeRow>? Events(string fileNumber, long after, int most, Access access) => store.Write("read life", db =>
    {
        var driver = db.KeyOf(fileNumber);
        if (DriverRecordTable.Find(db, driver) is null)
            return null;
        AuditTrail.Note(db, access, AuditAct.LifeRead, driver, $"after {after}", clock.GetUtcNow());
        return LifeTable.OfDriver(db, driver, after, most);
    });

    private static DriverFound? Found(StoreSession db, DriverKey driver) =>
        DriverStanding.Load(db, driver) is { } standing ? new DriverFound(standing, LicenceTable.OfDriver(db, driver)) : null;

    [return: NotNullIfNotNull(nameof(outcome))]
    private LifeOutcome? Told(LifeOutcome? outcome)
    {
        if (outcome is { Changed: true })
            signal.Changed();
        return outcome;
    }
}
