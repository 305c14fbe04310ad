namespace RegionNode.Issuer.Storage;

/// <summary>What became of an event of the feed. Numbers are stored.</summary>
internal enum FeedOutcome
{
    /// <summary>It counts.</summary>
    Applied = 1,

    /// <summary>It was seen before, with the same content; nothing was done again.</summary>
    Duplicate = 2,

    /// <summary>It cannot be right, or cannot follow: kept for people.</summary>
    Refused = 3,

    /// <summary>What is stored is newer.</summary>
    Superseded = 4,

    /// <summary>It was refused, and a person laid it aside: nothing was done.</summary>
    Dismissed = 5,
}

/// <summary>An event that was refused, for people.</summary>
/// <param name="Seq">Its number here.</param>
/// <param name="Reason">LineReason.</param>
/// <param name="Field">Which field.</param>
/// <param name="At">When it came last.</param>
/// <param name="Body">As it came, opened: personal data.</param>
internal sealed record RefusedEvent(long Seq, long Reason, string Field, DateTimeOffset At, byte[] Body);

/// <summary>The events that were taken, by the keyed hash of their id, and the newest of each driver and topic.</summary>
internal static class FeedTables
{
    private const string BodyColumn = "feed_events.body";

    /// <summary>The content and outcome of the event of an id; null: never seen.</summary>
    internal static (string Content, FeedOutcome Outcome)? Find(StoreSession db, string id) =>
        db.Query<(string Content, long Outcome)>("SELECT content, outcome FROM feed_events WHERE id = @id", new { id })
            .Select(row => ((string, FeedOutcome)?)(row.Content, (FeedOutcome)row.Outcome))
            .SingleOrDefault();

    /// <summary>Records what became of an event. One that was refused before may have another outcome now.</summary>
    internal static void Put(StoreSession db, string id, string content, DriverKey? driver, FeedOutcome outcome, long? reason, string? field, byte[]? body, DateTimeOffset at) =>
        db.Execute(
            """
            INSERT INTO feed_events(id, content, driver, outcome, reason, field, body, at) VALUES(@id, @content, @driver, @outcome, @reason, @field, @sealed, @at)
            ON CONFLICT(id) DO UPDATE SET content = @content, driver = @driver, outcome = @outcome, reason = @reason, field = @field, body = @sealed, at = @at
            """,
            new
            {
                id, content, driver = driver?.Value, outcome = (long)outcome, reason, field, at = at.Stored(),
                @sealed = body is null ? null : db.Personal.Seal(BodyColumn, id, body),
            });

    /// <summary>Refused events after a number, oldest first.</summary>
    internal static IReadOnlyList<RefusedEvent> Refused(StoreSession db, long after, int most) =>
        [.. db.Query<(long Seq, string Id, long Reason, string Field, byte[] Body, long At)>(
                "SELECT seq, id, reason, field, body, at FROM feed_events WHERE reason IS NOT NULL AND seq > @after ORDER BY seq LIMIT @most", new { after, most })
            .Select(row => new RefusedEvent(row.Seq, row.Reason, row.Field, row.At.Instant(), db.Personal.Open(BodyColumn, row.Id, row.Body)))];

    /// <summary>What came with a refused event, opened; null: no such event waits.</summary>
    internal static byte[]? FindRefused(StoreSession db, long seq) =>
        db.Query<(string Id, byte[] Body)>("SELECT id, body FROM feed_events WHERE seq = @seq AND reason IS NOT NULL", new { seq })
            .Select(row => db.Personal.Open(BodyColumn, row.Id, row.Body))
            .SingleOrDefault();

    /// <summary>Lays a refused event aside: what came with it is erased, that it came is remembered as of any settled one.</summary>
    internal static void Dismiss(StoreSession db, long seq, DateTimeOffset at) =>
        db.Execute(
            "UPDATE feed_events SET outcome = @outcome, reason = NULL, field = NULL, body = NULL, at = @at WHERE seq = @seq",
            new { seq, outcome = (long)FeedOutcome.Dismissed, at = at.Stored() });

    /// <summary>Forgets settled events from before an instant, so many at most; how many it were.</summary>
    internal static int Forget(StoreSession db, DateTimeOffset before, int most) =>
        db.Execute(
            "DELETE FROM feed_events WHERE seq IN (SELECT seq FROM feed_events WHERE reason IS NULL AND at < @before ORDER BY at LIMIT @most)",
            new { before = before.Stored(), most });

    /// <summary>How many wait for people.</summary>
    internal static long CountRefused(StoreSession db) => db.ExecuteScalar<long>("SELECT count(*) FROM feed_events WHERE reason IS NOT NULL");

    /// <summary>Sequence and GXSJ of the newest event of a driver on a topic; null: none.</summary>
    internal static (long Sequence, long Updated)? Place(StoreSession db, DriverKey driver, long topic) =>
        db.Query<(long Sequence, long Updated)>("SELECT sequence, updated FROM feed_places WHERE driver = @driver AND topic = @topic", new { driver, topic })
            .Select(row => ((long, long)?)row)
            .SingleOrDefault();

    internal static void PutPlace(StoreSession db, DriverKey driver, long topic, long sequence, long updated) =>
        db.Execute(
            """
            INSERT INTO feed_places(driver, topic, sequence, updated) VALUES(@driver, @topic, @sequence, @updated)
            ON CONFLICT(driver, topic) DO UPDATE SET sequence = @sequence, updated = @updated
            """,
            new { driver, topic, sequence, updated });
}
