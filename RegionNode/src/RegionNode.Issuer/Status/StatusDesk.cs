using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Life;
using RegionNode.Issuer.Registry;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Status;

/// <summary>A licence and the file number of its driver's record, for the province's system.</summary>
internal sealed record FiledLicence(LicenceRow Licence, string FileNumber);

/// <summary>Changes of status by the province's system: durable when the call returns, in a list soon after.</summary>
internal sealed class StatusDesk(IDurableStore store, StatusSignal signal, TimeProvider clock)
{
    /// <summary>
    /// Gives the licence's driver these letters, and so every licence of the driver its value. Null: no such licence.
    /// An urgent change must reach verifiers at once; where nothing is said, one that makes the licence worse is.
    /// Not changed where the licence, as it is at that moment, is not one that <paramref name="mayChange"/> allows.
    /// </summary>
    internal (FiledLicence? Licence, bool Changed) Change(
        string licenceId, string letters, string reason, bool? urgent, Access access, Func<FiledLicence, bool> mayChange)
    {
        var answer = store.Write("change status", db =>
        {
            if (LicenceTable.Find(db, licenceId) is not { } found)
                return ((FiledLicence?)null, false);
            if (!mayChange(Filed(db, licenceId)!))
                return (Filed(db, licenceId), false);
            var now = clock.GetUtcNow();
            LifeBook.Record(db, found.Driver, new LettersCorrected(letters, reason, urgent), access, now);
            return (Filed(db, licenceId), true);
        });
        if (answer.Item2)
            signal.Changed();
        return answer;
    }

    /// <summary>The licence; null: there is none. That it was read is recorded with the reading.</summary>
    internal FiledLicence? Find(string licenceId, Access access) => store.Write("read licence", db =>
    {
        if (Filed(db, licenceId) is not { } found)
            return null;
        AuditTrail.Note(db, access, AuditAct.LicenceRead, found.Licence.Driver, $"licence {licenceId}", clock.GetUtcNow());
        return found;
    });

    // Every licence has its driver's record: the database holds to it.
    private static FiledLicence? Filed(StoreSession db, string licenceId) =>
        LicenceTable.Find(db, licenceId) is { } licence
            ? new FiledLicence(licence, DriverRecord.FromBytes(DriverRecordTable.Find(db, licence.Driver)!.Value.Body).FileNumber)
            : null;
}
