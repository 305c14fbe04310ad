using Dapper;
using RegionNode.Issuer.Submission;

namespace RegionNode.Issuer.Storage;

/// <summary>What became of a submission.</summary>
internal enum OutboxState
{
    /// <summary>Not yet decided by the hub.</summary>
    Pending = 0,

    /// <summary>The hub gave a receipt.</summary>
    Accepted = 1,

    /// <summary>The hub refused it; it stays for the operators.</summary>
    Parked = 2,
}

/// <summary>One submission for people: what, when, how it went.</summary>
internal sealed record OutboxEntry(
    string Id, string Lane, OutboxState State, int Failures, DateTimeOffset EnqueuedAt, DateTimeOffset? DecidedAt, long? LogIndex, string? RefusalCode, string? RefusalDetail);

/// <summary>The durable outbox. Rows leave only in their meaning, never in fact; an accepted status list drops its bytes.</summary>
internal static class OutboxTable
{
    /// <summary>Adds a submission to the end of its lane; one with the same id is there already and nothing happens.</summary>
    internal static void Enqueue(StoreSession db, OutboundSubmission submission, DateTimeOffset at) =>
        db.Execute(
            """
            INSERT INTO outbox(id, lane, needs, kind, body, enqueued_at, link, link_sha256)
            VALUES(@Id, @Lane, @Needs, @kind, @Body, @at, @number, @sha256)
            ON CONFLICT(id) DO NOTHING
            """,
            new
            {
                submission.Id, submission.Lane, submission.Needs, kind = (long)submission.Kind, submission.Body, at = at.Stored(),
                number = submission.Link?.Number, sha256 = submission.Link?.Sha256,
            });

    /// <summary>Lanes with something to send, in the order of their oldest.</summary>
    internal static IReadOnlyList<string> PendingLanes(StoreSession db) =>
        db.Query<string>("SELECT lane FROM outbox WHERE state = 0 GROUP BY lane ORDER BY min(seq)").AsList();

    /// <summary>The oldest of a lane that may go now, or null. A link of a chain waits for the one before it.</summary>
    internal static OutboundSubmission? Next(StoreSession db, string lane) =>
        db.Query<(string Id, string Lane, string? Needs, long Kind, byte[] Body, long? Link, string? Sha256)>(
                """
                SELECT id, lane, needs, kind, body, link, link_sha256 FROM outbox AS o
                WHERE o.lane = @lane AND o.state = 0
                  AND (o.needs IS NULL OR EXISTS(SELECT 1 FROM outbox AS n WHERE n.lane = o.needs AND n.state = 1))
                  AND (o.link IS NULL OR o.link = 1 OR EXISTS(SELECT 1 FROM outbox AS p WHERE p.lane = o.lane AND p.link = o.link - 1 AND p.state = 1))
                ORDER BY seq LIMIT 1
                """,
                new { lane })
            .Select(row => new OutboundSubmission(
                row.Id, row.Lane, row.Needs, (SubmissionKind)row.Kind, row.Body, row.Link is { } number ? new ChainLink(number, row.Sha256!) : null))
            .SingleOrDefault();

    /// <summary>How many of each kind wait, and since when the oldest does.</summary>
    internal static IReadOnlyDictionary<SubmissionKind, (long Count, DateTimeOffset Oldest)> Waiting(StoreSession db) =>
        db.Query<(long Kind, long Count, long Oldest)>("SELECT kind, count(*), min(enqueued_at) FROM outbox WHERE state = 0 GROUP BY kind")
            .ToDictionary(row => (SubmissionKind)row.Kind, row => (row.Count, row.Oldest.Instant()));

    /// <summary>Whether a submission of a lane waits that was sent and not decided: the hub is away.</summary>
    internal static bool IsStuck(StoreSession db, string lane) =>
        db.ExecuteScalar<long>("SELECT count(*) FROM outbox WHERE lane = @lane AND state = 0 AND failures > 0", new { lane }) > 0;

    internal static void CountFailure(StoreSession db, string id) =>
        db.Execute("UPDATE outbox SET failures = failures + 1 WHERE id = @id", new { id });

    internal static void Accept(StoreSession db, string id, long logIndex, DateTimeOffset at) =>
        db.Execute(
            """
            UPDATE outbox SET state = 1, decided_at = @at, log_index = @logIndex, refusal_final = NULL, refusal_code = NULL, refusal_detail = NULL,
                              body = CASE kind WHEN 2 THEN @nothing ELSE body END
            WHERE id = @id
            """,
            new { id, logIndex, at = at.Stored(), nothing = Array.Empty<byte>() });

    /// <summary>Sets a refused submission aside; true unless the same refusal stood before.</summary>
    internal static bool Park(StoreSession db, string id, HubDecision.Refused refused, DateTimeOffset at)
    {
        var known = db.ExecuteScalar<string?>("SELECT refusal_code FROM outbox WHERE id = @id", new { id });
        db.Execute(
            """
            UPDATE outbox SET state = 2, decided_at = @at, refusal_final = @isFinal, refusal_code = @Code, refusal_detail = @Detail
            WHERE id = @id AND state = 0
            """,
            new { id, refused.Code, refused.Detail, isFinal = refused.IsFinal ? 1 : 0, at = at.Stored() });
        return known != refused.Code;
    }

    /// <summary>Sends a parked submission again; false when there is none of that id. The refusal stands until another decision.</summary>
    internal static bool Unpark(StoreSession db, string id) =>
        db.Execute("UPDATE outbox SET state = 0, decided_at = NULL WHERE id = @id AND state = 2", new { id }) == 1;

    /// <summary>Sends nothing of a lane any more and forgets refusals: what it said has lost its sense.</summary>
    internal static void Withdraw(StoreSession db, string lane, DateTimeOffset at) =>
        db.Execute(
            "UPDATE outbox SET state = 2, decided_at = @at, refusal_final = 1, refusal_code = NULL, refusal_detail = NULL WHERE lane = @lane AND state <> 1",
            new { lane, at = at.Stored() });

    /// <summary>
    /// Sends those again whose refusal is not final and which no later one of their lane has made pointless. A link of a chain
    /// is never pointless, and what the hub says of it always hangs on the hub's own state.
    /// </summary>
    internal static bool UnparkHopeful(StoreSession db) =>
        db.Execute($"UPDATE outbox AS o SET state = 0, decided_at = NULL WHERE state = 2 AND (link IS NOT NULL OR refusal_final = 0 AND {IsOpen})") > 0;

    // A later version of the same role or list says all that an earlier one would have said.
    private const string IsOpen = "NOT EXISTS(SELECT 1 FROM outbox AS l WHERE l.lane = o.lane AND l.seq > o.seq AND l.state = 1)";

    /// <summary>The entries before a place, the newest first, each with its place.</summary>
    internal static IReadOnlyList<(long Seq, OutboxEntry Entry)> Newest(StoreSession db, long before, int count) =>
        Entries(db, "WHERE seq < @before ORDER BY seq DESC LIMIT @count", new { before, count });

    /// <summary>Those that stand refused, unless a later one of their lane was accepted.</summary>
    internal static IReadOnlyList<OutboxEntry> Refused(StoreSession db) =>
        [.. Entries(db, $"WHERE state <> 1 AND refusal_code IS NOT NULL AND {IsOpen} ORDER BY seq", new { }).Select(row => row.Entry)];

    private static List<(long Seq, OutboxEntry Entry)> Entries(StoreSession db, string clause, object arguments) =>
        db.Query<EntryRow>(
                """
                SELECT seq AS Seq, id AS Id, lane AS Lane, state AS State, failures AS Failures, enqueued_at AS EnqueuedAt, decided_at AS DecidedAt,
                       log_index AS LogIndex, refusal_code AS RefusalCode, refusal_detail AS RefusalDetail
                FROM outbox AS o
                """ + " " + clause, arguments)
            .Select(row => (row.Seq, row.Entry()))
            .ToList();

    private sealed class EntryRow
    {
        public long Seq { get; init; }
        public required string Id { get; init; }
        public required string Lane { get; init; }
        public long State { get; init; }
        public long Failures { get; init; }
        public long EnqueuedAt { get; init; }
        public long? DecidedAt { get; init; }
        public long? LogIndex { get; init; }
        public string? RefusalCode { get; init; }
        public string? RefusalDetail { get; init; }

        internal OutboxEntry Entry() => new(
            Id, Lane, (OutboxState)State, (int)Failures, EnqueuedAt.Instant(), DecidedAt?.Instant(), LogIndex, RefusalCode, RefusalDetail);
    }
}
