using Dapper;
using RegionNode.Issuer.Photos;

namespace RegionNode.Issuer.Storage;

/// <summary>
/// The photos that reviewers judge. In the order of submission, which is that of deadlines. Images are sealed, and gone once the
/// driver's case is settled: what is kept of a refused photo is when, by whom and why.
/// </summary>
internal static class ReviewTable
{
    private const string ImageColumn = "reviews.image";
    private const string BackColumn = "reviews.back";
    private const string Select =
        """
        SELECT seq AS Seq, id AS Id, application AS Application, driver AS Driver, source AS Source, taken_day AS TakenDay,
               submitted_at AS SubmittedAt, deadline AS Deadline, basis AS Basis, state AS State, reviewer AS Reviewer, lease AS Lease,
               lease_until AS LeaseUntil, decided_at AS DecidedAt, reasons AS Reasons
        FROM reviews
        """;

    internal static void Insert(StoreSession db, ReviewRow row, SubmittedPhoto photo) =>
        db.Execute(
            """
            INSERT INTO reviews(id, application, driver, image, back, source, taken_day, submitted_at, deadline, basis)
            VALUES(@Id, @Application, @Driver, @image, @back, @Source, @TakenDay, @SubmittedAt, @Deadline, @Basis)
            """,
            new
            {
                row.Id, row.Application, row.Driver, image = db.Personal.Seal(ImageColumn, row.Id, photo.Image),
                back = photo.Back is { } back ? db.Personal.Seal(BackColumn, row.Id, back) : null, row.Source, row.TakenDay, row.SubmittedAt,
                row.Deadline, row.Basis,
            });

    internal static ReviewRow? Find(StoreSession db, string id) => db.QuerySingleOrDefault<ReviewRow>(Select + " WHERE id = @id", new { id });

    /// <summary>The newest photo of an application.</summary>
    internal static ReviewRow? NewestOf(StoreSession db, string application) =>
        db.QuerySingleOrDefault<ReviewRow>(Select + " WHERE application = @application ORDER BY seq DESC LIMIT 1", new { application });

    /// <summary>The photo as it was sent, without metadata; null once it was erased.</summary>
    internal static byte[]? ImageOf(StoreSession db, string id) =>
        db.QuerySingleOrDefault<byte[]?>("SELECT image FROM reviews WHERE id = @id", new { id }) is { } image ? db.Personal.Open(ImageColumn, id, image) : null;

    /// <summary>The other side of an identity card; null for a photo, and once it was erased.</summary>
    internal static byte[]? BackOf(StoreSession db, string id) =>
        db.QuerySingleOrDefault<byte[]?>("SELECT back FROM reviews WHERE id = @id", new { id }) is { } back ? db.Personal.Open(BackColumn, id, back) : null;

    internal static IReadOnlyList<ReviewRow> Waiting(StoreSession db, long after, int most) =>
        db.Query<ReviewRow>(Select + " WHERE state = 0 AND seq > @after ORDER BY seq LIMIT @most", new { after, most }).AsList();

    /// <summary>How many wait beyond their deadline, and the oldest deadline of these.</summary>
    internal static (long Count, long? Oldest) Overdue(StoreSession db, DateTimeOffset now) =>
        db.QuerySingle<(long, long?)>("SELECT count(*), min(deadline) FROM reviews WHERE state = 0 AND deadline < @now", new { now = now.Stored() });

    /// <summary>How many wait, and the next deadline of these.</summary>
    internal static (long Count, long? Next) Queue(StoreSession db) => db.QuerySingle<(long, long?)>("SELECT count(*), min(deadline) FROM reviews WHERE state = 0");

    /// <summary>Takes a new lease where no other reviewer holds one; of two who race one gets it.</summary>
    internal static bool Claim(StoreSession db, string id, string reviewer, string lease, DateTimeOffset until, DateTimeOffset now) =>
        db.Execute(
            """
            UPDATE reviews SET reviewer = @reviewer, lease = @lease, lease_until = @until
            WHERE id = @id AND state = 0 AND (lease_until IS NULL OR lease_until <= @now OR reviewer = @reviewer)
            """,
            new { id, reviewer, lease, until = until.Stored(), now = now.Stored() }) == 1;

    /// <summary>Decides under the lease; false where it is another's or over, or somebody has decided.</summary>
    internal static bool Decide(StoreSession db, string id, string reviewer, string lease, ReviewState state, string reasons, DateTimeOffset now) =>
        db.Execute(
            """
            UPDATE reviews SET state = @state, reasons = @reasons, decided_at = @now, lease = NULL
            WHERE id = @id AND state = 0 AND reviewer = @reviewer AND lease = @lease AND lease_until > @now
            """,
            new { id, reviewer, lease, state = (long)state, reasons, now = now.Stored() }) == 1;

    /// <summary>The driver's refused photos that count, oldest first.</summary>
    internal static IReadOnlyList<ReviewRow> RefusedOf(StoreSession db, DriverKey driver) =>
        db.Query<ReviewRow>(Select + $" WHERE driver = @driver AND settled = 0 AND state = {(long)ReviewState.Refused} ORDER BY seq", new { driver }).AsList();

    /// <summary>Erases the images of some photos refused before an instant; whose. That they were refused, and why, stays.</summary>
    internal static IReadOnlyList<ReviewRow> EraseRefused(StoreSession db, DateTimeOffset before, int most)
    {
        var old = db.Query<ReviewRow>(
            Select + $" WHERE state = {(long)ReviewState.Refused} AND settled = 0 AND decided_at < @before AND image IS NOT NULL ORDER BY decided_at LIMIT @most",
            new { before = before.Stored(), most }).AsList();
        foreach (var row in old)
            Erase(db, row.Id);
        return old;
    }

    /// <summary>Erases what was sent; that it was, and what became of it, stays.</summary>
    internal static void Erase(StoreSession db, string id) => db.Execute("UPDATE reviews SET image = NULL, back = NULL WHERE id = @id", new { id });

    /// <summary>The case is settled: refusals count no more, images are erased.</summary>
    internal static void Settle(StoreSession db, DriverKey driver) =>
        db.Execute("UPDATE reviews SET settled = 1, image = NULL, back = NULL WHERE driver = @driver AND settled = 0 AND state <> 0", new { driver });
}
