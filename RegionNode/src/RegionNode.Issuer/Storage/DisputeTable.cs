using System.Text.Json;
using Dapper;
using RegionNode.Issuer.Disputes;
using TrustList.Format.Disputes;

namespace RegionNode.Issuer.Storage;

/// <summary>The disputes of both directions. Rows are never deleted; what people wrote is sealed.</summary>
internal static class DisputeTable
{
    private const string DetailsColumn = "disputes.details";
    private const string RemarkColumn = "disputes.remark";
    private const string Outline =
        "seq AS Seq, id AS Id, reporting AS Reporting, home AS Home, hash AS Hash, driver AS Driver, state AS State, record AS Record, received_at AS ReceivedAt, "
        + "due_at AS DueAt, problem AS Problem, answer AS Answer, answered_at AS AnsweredAt";
    private const string Open = "state IN ('Waiting', 'Received') AND answer IS NULL";

    /// <summary>Keeps a dispute; its number.</summary>
    internal static long Insert(StoreSession db, DisputeRow row, DisputeReporter reporter) =>
        db.QuerySingle<long>(
            """
            INSERT INTO disputes(id, reporting, home, hash, driver, state, record, details, received_at, due_at, reporter)
            VALUES(@Id, @Reporting, @Home, @Hash, @Driver, @state, @Record, @details, @received, @due, @reporter) RETURNING seq
            """,
            new
            {
                row.Id, row.Reporting, row.Home, row.Hash, row.Driver, row.Record, state = row.State.ToString(), reporter = reporter.ToString(),
                details = row.Details is { } details ? db.Personal.Seal(DetailsColumn, row.Hash, JsonSerializer.SerializeToUtf8Bytes(details)) : null,
                received = row.ReceivedAt.Stored(), due = row.DueAt.Stored(),
            });

    internal static DisputeRow? FindByHash(StoreSession db, string hash) => Rows(db, "WHERE hash = @hash", new { hash }).SingleOrDefault();

    internal static DisputeRow? Find(StoreSession db, string reporting, string id) =>
        Rows(db, "WHERE reporting = @reporting AND id = @id", new { reporting, id }).SingleOrDefault();

    /// <summary>The dispute of an id; ids are drawn at random, but another region may repeat one: then the earliest.</summary>
    internal static DisputeRow? Find(StoreSession db, string id) => Rows(db, "WHERE id = @id ORDER BY seq LIMIT 1", new { id }).SingleOrDefault();

    internal static IReadOnlyList<DisputeRow> After(StoreSession db, long after, DisputeState? state, int take) => state is { } one
        ? Rows(db, "WHERE state = @state AND seq > @after ORDER BY seq LIMIT @take", new { state = one.ToString(), after, take })
        : Rows(db, "WHERE seq > @after ORDER BY seq LIMIT @take", new { after, take });

    /// <summary>Those after a number that this region reported to another and that have no end yet, and the number up to which these are all.</summary>
    internal static (IReadOnlyList<(long Seq, string Home)> Open, long UpTo) OutgoingAfter(StoreSession db, string own, long after, int take)
    {
        var newest = db.ExecuteScalar<long>("SELECT coalesce(max(seq), 0) FROM disputes");
        var open = db.Query<(long Seq, string Home)>(
            $"SELECT seq, home FROM disputes WHERE seq > @after AND {Open} AND reporting = @own AND home <> @own ORDER BY seq LIMIT @take", new { own, after, take }).AsList();
        return (open, open.Count == take ? open[^1].Seq : newest);
    }

    /// <summary>A dispute that has no end yet, to be carried: without what people wrote, which stays here. Null: it has an end.</summary>
    internal static DisputeRow? FindOpen(StoreSession db, long seq) =>
        db.Query<Stored>($"SELECT {Outline} FROM disputes WHERE seq = @seq AND {Open}", new { seq }).Select(row => Read(db, row)).SingleOrDefault();

    /// <summary>Disputes that those of a kind reported in a region from an instant on.</summary>
    internal static long CountSince(StoreSession db, string reporting, DisputeReporter reporter, DateTimeOffset since) =>
        db.ExecuteScalar<long>(
            "SELECT count(*) FROM disputes WHERE reporting = @reporting AND reporter = @reporter AND received_at > @since",
            new { reporting, reporter = reporter.ToString(), since = since.Stored() });

    /// <summary>Disputes that holders brought about a driver's licences from an instant on.</summary>
    internal static long CountOfHolderSince(StoreSession db, DriverKey driver, DateTimeOffset since) =>
        db.ExecuteScalar<long>(
            "SELECT count(*) FROM disputes WHERE driver = @driver AND reporter = @reporter AND received_at > @since",
            new { driver, reporter = nameof(DisputeReporter.Holder), since = since.Stored() });

    /// <summary>Disputes for this region's office that wait for longer than they may.</summary>
    internal static long CountOverdue(StoreSession db, string own, DateTimeOffset now) =>
        db.ExecuteScalar<long>("SELECT count(*) FROM disputes WHERE state = 'Received' AND answer IS NULL AND home = @own AND due_at <= @now", new { own, now = now.Stored() });

    internal static void SetState(StoreSession db, long seq, DisputeState state, string? problem) =>
        db.Execute("UPDATE disputes SET state = @state, problem = @problem WHERE seq = @seq AND answer IS NULL", new { seq, state = state.ToString(), problem });

    /// <summary>Keeps the answer; false where there is one already, which stands.</summary>
    internal static bool SetAnswer(StoreSession db, DisputeRow row, byte[] answer, DateTimeOffset at, string? remark) =>
        db.Execute(
            "UPDATE disputes SET state = 'Answered', problem = NULL, answer = @answer, answered_at = @at, remark = @remark WHERE seq = @Seq AND answer IS NULL",
            new
            {
                row.Seq, answer, at = at.Stored(),
                remark = remark is null ? null : db.Personal.Seal(RemarkColumn, row.Hash, System.Text.Encoding.UTF8.GetBytes(remark)),
            }) == 1;

    private static IReadOnlyList<DisputeRow> Rows(StoreSession db, string clause, object arguments) =>
        db.Query<Stored>($"SELECT {Outline}, details AS Details, remark AS Remark FROM disputes {clause}", arguments).Select(row => Read(db, row)).AsList();

    private static DisputeRow Read(StoreSession db, Stored row) => new()
    {
        Seq = row.Seq,
        Id = row.Id,
        Reporting = row.Reporting,
        Home = row.Home,
        Hash = row.Hash,
        Driver = new DriverKey(row.Driver),
        State = Enum.Parse<DisputeState>(row.State),
        Record = row.Record,
        Details = row.Details is { } details ? JsonSerializer.Deserialize<DisputeDetails>(db.Personal.Open(DetailsColumn, row.Hash, details)) : null,
        ReceivedAt = row.ReceivedAt.Instant(),
        DueAt = row.DueAt.Instant(),
        Problem = row.Problem,
        Answer = row.Answer,
        AnsweredAt = row.AnsweredAt?.Instant(),
        Remark = row.Remark is { } remark ? System.Text.Encoding.UTF8.GetString(db.Personal.Open(RemarkColumn, row.Hash, remark)) : null,
    };

    private sealed record Stored
    {
        public long Seq { get; init; }
        public required string Id { get; init; }
        public required string Reporting { get; init; }
        public required string Home { get; init; }
        public required string Hash { get; init; }
        public required string Driver { get; init; }
        public required string State { get; init; }
        public required byte[] Record { get; init; }
        public byte[]? Details { get; init; }
        public long ReceivedAt { get; init; }
        public long DueAt { get; init; }
        public string? Problem { get; init; }
        public byte[]? Answer { get; init; }
        public long? AnsweredAt { get; init; }
        public byte[]? Remark { get; init; }
    }
}
