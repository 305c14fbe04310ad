using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Notices;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Applications;

/// <summary>
/// Ends the driver's application when a licence that replaces the others was collected, in the transaction that records it, and tells
/// its applicant: the approved photo stands on that licence, whoever it was offered through.
/// </summary>
internal static class CollectedApplication
{
    internal static void End(StoreSession db, DriverKey driver, Access access, DateTimeOffset now)
    {
        if (ApplicationTable.OpenOf(db, driver) is not { Stage: ApplicationState.Approved or ApplicationState.Offered } application)
            return; // There was none, or its applicant has steps to go yet.
        ApplicationTable.SetState(db, application.Id, ApplicationState.Collected, now);
        NoticeBook.Write(db, application, Notice.LicenceIssued(), access, now);
    }
}
