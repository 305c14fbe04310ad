using Federation.Hosting.Problems;
using RegionNode.Issuer.Applications;
using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Issuing;
using RegionNode.Issuer.Notices;
using RegionNode.Issuer.Photos;
using RegionNode.Issuer.Registry;
using RegionNode.Issuer.Reviews;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Counter;

/// <summary>The service counter takes over what three refusals have ended, and answers each case once. Who stands there shows their papers: that is the identity check.</summary>
internal sealed class CounterDesk(IDurableStore store, ApplicationDesk applications, OfferDesk offers, TimeProvider clock)
{
    internal IReadOnlyList<(long Seq, CounterCaseBody Case)> Waiting(long after, int most, Access access) => store.Write("list counter cases", db =>
    {
        var rows = CounterTable.Waiting(db, after, most);
        AuditTrail.NoteAll(db, access, AuditAct.ApplicationRead, rows.Select(row => row.Driver), "counter cases", clock.GetUtcNow());
        return rows.Select(row => (row.Seq, Describe(db, row))).ToList();
    });

    /// <summary>One case, with its photos while they are kept.</summary>
    internal CounterCaseBody? Find(string id, Access access) => store.Write("read counter case", db =>
    {
        if (CounterTable.Find(db, id) is not { } row)
            return null;
        AuditTrail.Note(db, access, AuditAct.PhotoRead, row.Driver, $"counter case {id}", clock.GetUtcNow());
        return Describe(db, row, withPhotos: true);
    });

    internal (AnsweredCaseBody? Answered, ProblemResult? Problem) Answer(string id, CounterAnswerBody body, Access access)
    {
        if (body.LicencePhoto is null == (body.Answer == CounterAnswer.PhotoTaken) || !Enum.IsDefined(body.Answer) || !CounterReasons.AreFit(body.Answer, body.Reasons))
            return (null, ApplicationProblems.BadAnswer.Result());
        LicencePhoto? photo = null;
        if (body.LicencePhoto is { } bytes)
        {
            (photo, var faults) = LicencePhoto.Check(bytes);
            if (photo is null)
                return (null, ApplicationProblems.Faulty(faults));
            if (offers.CannotIssue() is { } cannot)
                return (null, cannot.Result());
        }
        var (offer, problem) = Record(id, body.Answer, body.Reasons ?? [], photo, access);
        return problem is null ? (new AnsweredCaseBody(id, body.Answer, offer is null ? null : offers.Tell(offer)), null) : (null, problem);
    }

    private (OpenedOffer? Offer, ProblemResult? Problem) Record(
        string id, CounterAnswer answer, IReadOnlyList<CounterReason> why, LicencePhoto? photo, Access access) =>
        store.Write<(OpenedOffer?, ProblemResult?)>("answer counter case", db =>
        {
            if (CounterTable.Find(db, id) is not { } row)
                return (null, ApplicationProblems.NoSuchCase.Result());
            var now = clock.GetUtcNow();
            // A photo is wasted on a driver who may not have a licence: the case stays open for another answer.
            if (photo is not null && NotEligible(db, row.Driver) is { } reasons)
                return (null, IssuerProblems.NotEligible.Result(members: LicenceApi.Reasons(reasons)));
            if (!CounterTable.Answer(db, id, answer.ToString(), access.Who, now))
                return (null, ApplicationProblems.CaseAnswered.Result());
            var application = ApplicationTable.Find(db, row.Application)!;
            ReviewTable.Settle(db, row.Driver);
            AuditTrail.Note(db, access, AuditAct.CounterCase, row.Driver, string.Join(' ', [id, $"{answer}", .. why.Select(reason => $"{reason}")]), now);
            NoticeBook.Write(db, application, Notice.CounterAnswered(answer, why), access, now);
            if (photo is not null)
                return (Issue(db, application, photo, now), null);
            ApplicationTable.SetState(db, application.Id, answer == CounterAnswer.NewUpload ? ApplicationState.AwaitingPhoto : ApplicationState.Ended, now);
            if (answer != CounterAnswer.NewUpload)
                PhotoTable.Release(db, application.Driver); // Of an application before this one.
            return (null, null);
        });

    private OpenedOffer Issue(StoreSession db, ApplicationRow application, LicencePhoto photo, DateTimeOffset now)
    {
        PhotoTable.Hold(db, application.Driver, photo, PhotoSource.Counter, now, application.Id);
        var offer = applications.Open(db, applications.Judge(db, application.Driver)!.Value.Application!, boundKey: null);
        ApplicationTable.SetOffered(db, application.Id, offer.LicenceId, now);
        return offer;
    }

    private IReadOnlyList<Ineligibility>? NotEligible(StoreSession db, DriverKey driver)
    {
        var reasons = applications.Judge(db, driver)!.Value.Reasons.Where(reason => reason != Ineligibility.NoPhoto).ToList();
        return reasons.Count > 0 ? reasons : null;
    }

    private static CounterCaseBody Describe(StoreSession db, CounterCaseRow row, bool withPhotos = false) => new(
        row.Id, row.Application, DriverRecord.FromBytes(DriverRecordTable.Find(db, row.Driver)!.Value.Body).FileNumber, row.OpenedAt.Instant(),
        [.. ReviewTable.RefusedOf(db, row.Driver).Select(refused =>
            new RefusalBody(
                refused.SubmittedAt.Instant(), refused.DecidedAt!.Value.Instant(), ReasonBody.Read(refused.Reasons!), withPhotos ? ReviewTable.ImageOf(db, refused.Id) : null))]);
}
