using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Status;

/// <summary>Changes of status by the province's system: durable when the call returns, in a list soon after.</summary>
internal sealed class StatusDesk(IDurableStore store, StatusSignal signal, TimeProvider clock)
{
    /// <summary>
    /// Gives the licence's driver these letters, and so every licence of the driver its value. Null: no such licence.
    /// An urgent change must reach verifiers at once; where nothing is said, one that makes the licence worse is.
    /// </summary>
    internal LicenceRow? Change(string licenceId, string letters, string reason, bool? urgent)
    {
        var licence = store.Write("change status", db =>
        {
            if (LicenceTable.Find(db, licenceId) is not { } found)
                return null;
            var now = clock.GetUtcNow();
            DriverRecordTable.SetLetters(db, found.FileNumber, letters, now);
            DriverStatus.SetLetters(db, found.FileNumber, letters, reason, urgent, now);
            return LicenceTable.Find(db, licenceId);
        });
        signal.Changed();
        return licence;
    }

    internal LicenceRow? Find(string licenceId) => store.Read(db => LicenceTable.Find(db, licenceId));
}
