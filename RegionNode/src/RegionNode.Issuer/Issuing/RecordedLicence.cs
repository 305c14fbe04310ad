using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Issuing;

/// <summary>
/// A licence whose status index and device key are durably recorded. Holding one proves it: it is only read back, in a
/// transaction of its own, after the one that wrote it.
/// </summary>
internal sealed class RecordedLicence
{
    private RecordedLicence(LicenceRow row) => Row = row;

    internal LicenceRow Row { get; }

    /// <summary>Null when there is no such licence or it is bound to no, or another, device key.</summary>
    internal static RecordedLicence? Load(IDurableStore store, string id, string deviceKey) =>
        store.Read(db => LicenceTable.Find(db, id)) is { } row && row.DeviceKey == deviceKey ? new RecordedLicence(row) : null;
}
