using RegionNode.Issuer.Status;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Registry;

/// <summary>Keeps the drivers' records. New letters change the status of the driver's licences in the same transaction.</summary>
internal sealed class RegistryDesk(IDurableStore store, StatusSignal signal, TimeProvider clock)
{
    /// <summary>Puts the record; true when the file number was new.</summary>
    internal bool Put(DriverRecord record)
    {
        var (isNew, changed) = store.Write("put driver record", db =>
        {
            var now = clock.GetUtcNow();
            var added = DriverRecordTable.Put(db, record.FileNumber, record.ToBytes(), record.Body.Letters, now);
            return (added, DriverStatus.SetLetters(db, record.FileNumber, record.Body.Letters, "registry", urgent: null, now));
        });
        if (changed)
            signal.Changed();
        return isNew;
    }
}
