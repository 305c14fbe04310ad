using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Notices;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Applications;

/// <summary>
/// Ends what nobody goes on with, so that nothing personal lies about for ever: applications that wait for their applicant, refused
/// photos, identity checks. What waits for the office (a review, a case of the counter) never ends by itself. Short transactions;
/// running twice ends nothing twice.
/// </summary>
internal sealed class ApplicationEnds(NodeOptions options, IDurableStore store, TimeProvider clock)
{
    private const int PageSize = 200;
    private static readonly Access Why = Access.OfNode("times that have passed");

    /// <summary>Ends everything that is due; how many things.</summary>
    internal int Run(CancellationToken cancellation) => Each(Lapse, cancellation) + Each(ErasePhotos, cancellation) + Each(ForgetChecks, cancellation);

    private int Each(Func<StoreSession, DateTimeOffset, int> page, CancellationToken cancellation)
    {
        var ended = 0;
        for (var last = PageSize; last == PageSize && !cancellation.IsCancellationRequested; ended += last)
            last = store.Write("end what nobody goes on with", db => page(db, clock.GetUtcNow()));
        return ended;
    }

    private int Lapse(StoreSession db, DateTimeOffset now)
    {
        var idle = ApplicationTable.Idle(db, now.AddDays(-options.UnfinishedDays), now.AddDays(-options.UncollectedDays), PageSize);
        foreach (var application in idle)
        {
            ApplicationTable.SetState(db, application.Id, ApplicationState.Lapsed, now);
            ReviewTable.Settle(db, application.Driver);
            PhotoTable.Release(db, application.Driver);
            AuditTrail.Note(db, Why, AuditAct.ApplicationChanged, application.Driver, $"{application.Id} lapsed", now);
            NoticeBook.Write(db, application, Notice.ApplicationLapsed(application.Stage), Why, now);
        }
        return idle.Count;
    }

    private int ErasePhotos(StoreSession db, DateTimeOffset now)
    {
        var erased = ReviewTable.EraseRefused(db, now.AddDays(-options.RefusedPhotoDays), PageSize);
        foreach (var photo in erased)
            AuditTrail.Note(db, Why, AuditAct.PhotoErased, photo.Driver, photo.Id, now);
        return erased.Count;
    }

    private int ForgetChecks(StoreSession db, DateTimeOffset now)
    {
        var forgotten = IdentityTable.Forget(db, now.AddDays(-options.IdentityCheckDays), PageSize);
        if (forgotten > 0)
            AuditTrail.Note(db, Why, AuditAct.ApplicationChanged, AuditTrail.NoDriver, $"{forgotten} identity checks forgotten", now);
        return forgotten;
    }
}
