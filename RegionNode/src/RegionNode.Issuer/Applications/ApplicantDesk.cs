using Federation.Hosting.Problems;
using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Identity;
using RegionNode.Issuer.Issuing;
using RegionNode.Issuer.Notices;
using RegionNode.Issuer.Photos;
using RegionNode.Issuer.Reviews;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Applications;

/// <summary>
/// What an applicant does through the province's app: apply with a photo of one of four sources, show who they are, send the photo, get the
/// offer. Each step is one transaction with its entry in the audit trail; asked again, it does nothing twice.
/// </summary>
internal sealed class ApplicantDesk(
    IDurableStore store, ApplicationDesk applications, IdentityDesk identity, OfferDesk offers, WorkingDays calendar, TimeProvider clock)
{
    /// <summary>So many refused photos, and the counter takes over.</summary>
    internal const int MostRefusals = 3;

    /// <summary>Makes the application, or gives the open one where the same is asked again.</summary>
    /// <param name="fileNumber">Whose record.</param>
    /// <param name="photo">Registry (the stored photo), phone or album.</param>
    /// <param name="stated">The day on which an album photo was taken.</param>
    /// <param name="changesPhoto">For another photo on a licence that the driver has.</param>
    /// <param name="caller">Who asks.</param>
    internal (ApplicationRow? Application, ProblemResult? Problem) Make(string fileNumber, PhotoSource photo, DateOnly? stated, bool changesPhoto, ApplicantCaller caller) =>
        store.Write<(ApplicationRow?, ProblemResult?)>("make application", db =>
        {
            var (driver, now) = (db.KeyOf(fileNumber), clock.GetUtcNow());
            if (DriverRecordTable.Find(db, driver) is null)
                return (null, IssuerProblems.NoSuchDriver.Result());
            var open = ApplicationTable.OpenOf(db, driver);
            if (open?.Stage == ApplicationState.AtCounter)
                return (null, ApplicationProblems.CounterOnly.Result());
            if (open?.Stage == ApplicationState.InReview)
                return (null, ApplicationProblems.ApplicationOpen.Result());
            var same = open is not null && caller.Sees(open) && IsSame(open, photo, stated, changesPhoto);
            var reasons = PhotoCase.Reasons(applications.Judge(db, driver)!.Value.Reasons, PhotoTable.Find(db, driver), photo, changesPhoto, ChinaTime.DayOf(now));
            if (reasons.Count > 0)
            {
                AuditTrail.Note(db, caller.Access, AuditAct.ApplicationMade, driver, "refused", now);
                return (null, IssuerProblems.NotEligible.Result(members: LicenceApi.Reasons(reasons)));
            }
            if (same)
            {
                AuditTrail.Note(db, caller.Access, AuditAct.ApplicationRead, driver, open!.Id, now);
                return (open, null);
            }
            if (open is not null)
                ApplicationTable.SetState(db, open.Id, ApplicationState.Replaced, now);
            var row = new ApplicationRow
            {
                Id = NewId.Make(), Driver = driver, Source = (long)photo, ChangesPhoto = changesPhoto ? 1 : 0, StatedDay = stated?.DayNumber,
                State = (long)ApplicationState.AwaitingIdentity, MadeAt = now.Stored(), ChangedAt = now.Stored(), MadeBy = caller.System,
            };
            ApplicationTable.Insert(db, row);
            AuditTrail.Note(db, caller.Access, AuditAct.ApplicationMade, driver, $"{row.Id} {photo}", now);
            return (ApplicationTable.Find(db, row.Id), null);
        });

    /// <summary>Judges evidence and does what the check allows: go on to the photo, or get the offer, bound to the check's device key.</summary>
    internal async Task<(ApplicationRow? Application, OpenedOffer? Offer, ProblemResult? Problem)> IdentifyAsync(
        string id, string challenge, string evidence, ApplicantCaller caller, CancellationToken cancellation)
    {
        if (store.Read(db => caller.Find(db, id)) is null)
            return Refuse(ApplicationProblems.NoSuchApplication);
        var (check, result) = await identity.JudgeAsync(id, challenge, evidence, cancellation);
        if (check is null)
            return Refuse(ApplicationProblems.ChallengeRefused);
        if (result == IdentityResult.NoAnswer)
            return Refuse(ApplicationProblems.IdentityUnavailable);
        return store.Write<(ApplicationRow?, OpenedOffer?, ProblemResult?)>("identity check", db =>
        {
            var (row, now) = (ApplicationTable.Find(db, id)!, clock.GetUtcNow());
            if (!identity.Record(db, check, result, now))
                return Refuse(ApplicationProblems.ChallengeRefused);
            AuditTrail.Note(db, caller.Access, AuditAct.ApplicationChanged, row.Driver, $"{id} identity {result} by {check.Provider}", now);
            if (result != IdentityResult.SamePerson)
                return Refuse(ApplicationProblems.IdentityNotShown);
            return AfterIdentity(db, row, check.DeviceKey, now);
        });
    }

    /// <summary>Takes a photo for review. Faults of form are answered at once and count as no refusal.</summary>
    internal (ApplicationRow? Application, ProblemResult? Problem) SendPhoto(string id, byte[] bytes, ApplicantCaller caller)
    {
        var now = clock.GetUtcNow();
        if (store.Read(db => caller.Find(db, id)) is not { } known)
            return (null, ApplicationProblems.NoSuchApplication.Result());
        // Outside the transaction: reading a photo takes longer than a write may.
        var (photo, faults) = UploadedPhoto.Check(bytes, known.Photo == PhotoSource.Album, known.Stated, ChinaTime.DayOf(now));
        return Submit(id, photo is null ? null : SubmittedPhoto.Of(photo), faults, isCard: false, caller, now);
    }

    /// <summary>Takes both sides of an identity card for review, for an application that chose it. Faults of form as those of a photo.</summary>
    internal (ApplicationRow? Application, ProblemResult? Problem) SendIdCard(string id, byte[] front, byte[] back, ApplicantCaller caller)
    {
        if (store.Read(db => caller.Find(db, id)) is null)
            return (null, ApplicationProblems.NoSuchApplication.Result());
        var (card, faults) = IdCardImages.Check(front, back);
        return Submit(id, card is null ? null : SubmittedPhoto.Of(card), faults, isCard: true, caller, clock.GetUtcNow());
    }

    internal ApplicationView? Find(string id, ApplicantCaller caller) => store.Write("read application", db =>
    {
        if (caller.Find(db, id) is not { } row)
            return null;
        AuditTrail.Note(db, caller.Access, AuditAct.ApplicationRead, row.Driver, id, clock.GetUtcNow());
        return ApplicationView.Of(db, row);
    });

    internal IReadOnlyList<ApplicationView> List(ApplicationState? state, long after, int most, ApplicantCaller caller) => store.Write("read applications", db =>
    {
        var rows = ApplicationTable.List(db, state, caller.Only, after, most);
        AuditTrail.NoteAll(db, caller.Access, AuditAct.ApplicationRead, rows.Select(row => row.Driver), "list", clock.GetUtcNow());
        return rows.Select(row => ApplicationView.Of(db, row)).ToList();
    });

    /// <summary>As <see cref="Find"/>, for what was just written in this request.</summary>
    internal ApplicationView View(ApplicationRow row) => store.Read(db => ApplicationView.Of(db, row));

    private (ApplicationRow? Application, ProblemResult? Problem) Submit(
        string id, SubmittedPhoto? photo, IReadOnlyList<PhotoFault> faults, bool isCard, ApplicantCaller caller, DateTimeOffset now) =>
        store.Write<(ApplicationRow?, ProblemResult?)>("photo for review", db =>
        {
            var row = ApplicationTable.Find(db, id)!;
            if (row.Stage == ApplicationState.AtCounter)
                return (null, ApplicationProblems.CounterOnly.Result());
            if (row.Stage == ApplicationState.InReview)
                return (null, ApplicationProblems.ApplicationOpen.Result());
            if (row.Stage is not (ApplicationState.AwaitingPhoto or ApplicationState.PhotoRefused) || row.Photo == PhotoSource.IdCard != isCard)
                return (null, ApplicationProblems.ApplicationClosed.Result());
            if (!IdentityTable.IsIdentified(db, id, now))
                return (null, ApplicationProblems.IdentityNeeded.Result());
            if (photo is null)
                return (null, ApplicationProblems.Faulty(faults));
            var deadline = ReviewDeadline.Of(now, calendar);
            ReviewTable.Insert(db, new ReviewRow
            {
                Id = NewId.Make(), Application = id, Driver = row.Driver, Source = row.Source, TakenDay = photo.TakenOn?.DayNumber,
                SubmittedAt = now.Stored(), Deadline = deadline.At.Stored(), Basis = (long)deadline.Basis,
            }, photo);
            ApplicationTable.SetState(db, id, ApplicationState.InReview, now);
            NoticeBook.Write(db, row, Notice.PhotoReceived(deadline), caller.Access, now);
            AuditTrail.Note(db, caller.Access, AuditAct.PhotoPut, row.Driver, id, now);
            return (ApplicationTable.Find(db, id), null);
        });

    private (ApplicationRow?, OpenedOffer?, ProblemResult?) AfterIdentity(StoreSession db, ApplicationRow row, string deviceKey, DateTimeOffset now)
    {
        switch (row.Stage)
        {
            case ApplicationState.AwaitingIdentity when row.Photo != PhotoSource.Registry:
                ApplicationTable.SetState(db, row.Id, ApplicationState.AwaitingPhoto, now);
                return (ApplicationTable.Find(db, row.Id), null, null);
            case ApplicationState.AwaitingPhoto or ApplicationState.PhotoRefused:
                ApplicationTable.SetState(db, row.Id, row.Stage, now); // A step: its time runs anew.
                return (ApplicationTable.Find(db, row.Id), null, null);
            case ApplicationState.InReview:
                return (row, null, null);
            case ApplicationState.AwaitingIdentity or ApplicationState.Approved or ApplicationState.Offered:
                return Open(db, row, deviceKey, now);
            case ApplicationState.AtCounter:
                return Refuse(ApplicationProblems.CounterOnly);
            default:
                return Refuse(ApplicationProblems.ApplicationClosed);
        }
    }

    private (ApplicationRow?, OpenedOffer?, ProblemResult?) Open(StoreSession db, ApplicationRow row, string deviceKey, DateTimeOffset now)
    {
        if (offers.CannotIssue() is { } cannot)
            return Refuse(cannot);
        var (eligible, reasons) = applications.Judge(db, row.Driver)!.Value;
        if (eligible is null)
            return (null, null, IssuerProblems.NotEligible.Result(members: LicenceApi.Reasons(reasons)));
        var offer = applications.Open(db, eligible, deviceKey);
        ApplicationTable.SetOffered(db, row.Id, offer.LicenceId, now);
        return (ApplicationTable.Find(db, row.Id), offer, null);
    }

    private static bool IsSame(ApplicationRow open, PhotoSource photo, DateOnly? stated, bool changesPhoto) =>
        open.Photo == photo && open.Stated == stated && (open.ChangesPhoto == 1) == changesPhoto;

    private static (ApplicationRow?, OpenedOffer?, ProblemResult?) Refuse(ProblemCode problem) => (null, null, problem.Result());
}
