using Federation.Hosting.Problems;
using RegionNode.Issuer.Applications;
using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Notices;
using RegionNode.Issuer.Photos;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Reviews;

/// <summary>
/// The reviewers' queue, by deadline. A photo is judged by whoever claimed it, under the newest lease; of two who race one gets it,
/// whoever lost the answer claims again, and a lease that runs out frees the photo. A decision, the photo it makes current, its notice and what follows are one transaction.
/// </summary>
internal sealed class ReviewDesk(NodeOptions options, IDurableStore store, TimeProvider clock)
{
    private const int MostReasons = 10;

    internal IReadOnlyList<ReviewBody> Waiting(long after, int most, Access access, out IReadOnlyList<long> positions)
    {
        var (now, rows) = (clock.GetUtcNow(), store.Write("list reviews", db =>
        {
            var waiting = ReviewTable.Waiting(db, after, most);
            AuditTrail.NoteAll(db, access, AuditAct.ApplicationRead, waiting.Select(row => row.Driver), "review queue", clock.GetUtcNow());
            return waiting;
        }));
        positions = [.. rows.Select(row => row.Seq)];
        return [.. rows.Select(row => Describe(row, now))];
    }

    internal (ClaimedBody? Claimed, ProblemResult? Problem) Claim(string id, Access access) =>
        store.Write<(ClaimedBody?, ProblemResult?)>("claim review", db =>
        {
            if (ReviewTable.Find(db, id) is not { } row)
                return (null, ApplicationProblems.NoSuchReview.Result());
            var now = clock.GetUtcNow();
            var (lease, until) = (NewId.Make(), now.AddMinutes(options.ReviewMinutes));
            if (!ReviewTable.Claim(db, id, access.Who, lease, until, now))
                return (null, ApplicationProblems.ReviewClaimed.Result());
            AuditTrail.Note(db, access, AuditAct.PhotoRead, row.Driver, $"{id} claimed", now);
            return (new ClaimedBody(lease, until, ReviewTable.ImageOf(db, id)!, ReviewTable.BackOf(db, id), row.TakenDay is { } day ? DateOnly.FromDayNumber((int)day) : null,
                [.. ReviewTable.RefusedOf(db, row.Driver).Select(refused => ReasonBody.Read(refused.Reasons!))]), null);
        });

    /// <summary>Null: decided.</summary>
    internal ProblemResult? Decide(string id, DecisionBody decision, Access access)
    {
        var reasons = decision.Reasons ?? [];
        return decision.Decision == Verdict.Approve ? Approve(id, decision.Lease, reasons, decision.LicencePhoto, access)
            : decision.LicencePhoto is null && reasons.Count is > 0 and <= MostReasons && reasons.Distinct().Count() == reasons.Count && reasons.All(Enum.IsDefined)
                ? Refuse(id, decision.Lease, reasons, access)
            : ApplicationProblems.BadDecision.Result();
    }

    private ProblemResult? Approve(string id, string lease, IReadOnlyList<ReviewReason> reasons, byte[]? licencePhoto, Access access)
    {
        if (reasons.Count > 0 || licencePhoto is null)
            return ApplicationProblems.BadDecision.Result();
        var (photo, faults) = LicencePhoto.Check(licencePhoto);
        return photo is null ? ApplicationProblems.Faulty(faults) : Decided(id, lease, ReviewState.Approved, [], access, (db, review, application, now) =>
        {
            PhotoTable.Hold(db, review.Driver, photo, application.Photo, TakenAt(review), application.Id);
            ReviewTable.Settle(db, review.Driver);
            ApplicationTable.SetState(db, application.Id, ApplicationState.Approved, now);
            NoticeBook.Write(db, application, Notice.PhotoApproved(), access, now);
        });
    }

    private ProblemResult? Refuse(string id, string lease, IReadOnlyList<ReviewReason> reasons, Access access) =>
        Decided(id, lease, ReviewState.Refused, reasons, access, (db, review, application, now) =>
        {
            var left = ApplicantDesk.MostRefusals - ReviewTable.RefusedOf(db, review.Driver).Count;
            if (left > 0)
            {
                ApplicationTable.SetState(db, application.Id, ApplicationState.PhotoRefused, now);
                NoticeBook.Write(db, application, Notice.PhotoRefused(reasons, left), access, now);
                return;
            }
            ApplicationTable.SetState(db, application.Id, ApplicationState.AtCounter, now);
            var counterCase = new CounterCaseRow { Id = NewId.Make(), Application = application.Id, Driver = review.Driver, OpenedAt = now.Stored() };
            CounterTable.Open(db, counterCase);
            AuditTrail.Note(db, access, AuditAct.CounterCase, review.Driver, $"{counterCase.Id} opened", now);
            NoticeBook.Write(db, application, Notice.ToTheCounter(reasons), access, now);
        });

    private ProblemResult? Decided(
        string id, string lease, ReviewState state, IReadOnlyList<ReviewReason> reasons, Access access,
        Action<StoreSession, ReviewRow, ApplicationRow, DateTimeOffset> then) => store.Write("decide review", db =>
    {
        if (ReviewTable.Find(db, id) is not { } review)
            return ApplicationProblems.NoSuchReview.Result();
        var now = clock.GetUtcNow();
        if (!ReviewTable.Decide(db, id, access.Who, lease, state, string.Join(' ', reasons), now))
            return ApplicationProblems.LeaseLost.Result();
        AuditTrail.Note(db, access, AuditAct.PhotoReviewed, review.Driver, $"{id} {state}", now);
        then(db, review, ApplicationTable.Find(db, review.Application)!, now);
        if ((PhotoSource)review.Source == PhotoSource.IdCard)
        {
            ReviewTable.Erase(db, id); // Refused too: it shows more than a face.
            AuditTrail.Note(db, access, AuditAct.PhotoErased, review.Driver, id, now);
        }
        return null;
    });

    /// <summary>When the licence photo was taken: not known of that of an identity card.</summary>
    private static DateTimeOffset? TakenAt(ReviewRow review) =>
        review.TakenDay is { } day ? ChinaTime.Midnight(DateOnly.FromDayNumber((int)day))
        : (PhotoSource)review.Source == PhotoSource.IdCard ? null
        : review.SubmittedAt.Instant();

    private static ReviewBody Describe(ReviewRow row, DateTimeOffset now) => new(
        row.Id, row.Application, (PhotoSource)row.Source, row.SubmittedAt.Instant(), row.Deadline.Instant(), (DeadlineBasis)row.Basis,
        row.Deadline < now.Stored(), row.LeaseUntil > now.Stored() ? row.Reviewer : null);
}
