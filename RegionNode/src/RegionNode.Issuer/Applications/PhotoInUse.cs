using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Life;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Applications;

/// <summary>
/// An approved photo comes into use when a licence with it is recorded, whichever way the licence was asked for, also where nobody waits
/// for it any more: it is the driver's changed photo from then on, and six months run from there. Part of the transaction that records
/// the licence.
/// </summary>
internal static class PhotoInUse
{
    internal static void Begin(StoreSession db, DriverKey driver, Access access, DateTimeOffset now)
    {
        if (PhotoTable.HeldFor(db, driver) is not { } application)
            return;
        PhotoTable.ComeIntoUse(db, driver, now);
        if (ApplicationTable.Find(db, application) is { ChangesPhoto: 1 })
            LifeBook.Record(db, driver, new PhotoChanged(), access, now);
    }
}
