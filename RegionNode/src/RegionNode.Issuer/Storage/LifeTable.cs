using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;
using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Life;

namespace RegionNode.Issuer.Storage;

/// <summary>One recorded event, opened.</summary>
/// <param name="Seq">Its number; grows, with gaps.</param>
/// <param name="Event">What happened.</param>
/// <param name="Letters">The driver's letters after it.</param>
/// <param name="Consequence">What became of the licences.</param>
/// <param name="Who">Who recorded it.</param>
/// <param name="Why">And why.</param>
/// <param name="At">When.</param>
internal sealed record LifeRow(long Seq, LifeEvent Event, string Letters, Consequence Consequence, string Who, string Why, DateTimeOffset At);

/// <summary>The book of events. Rows are never changed nor deleted; what an event says is sealed.</summary>
internal static class LifeTable
{
    private const string BodyColumn = "life_events.body";
    private static readonly JsonSerializerOptions Stored = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>Appends an event; its number.</summary>
    internal static long Append(
        StoreSession db, DriverKey driver, LifeEvent lifeEvent, string was, string letters, Consequence consequence, bool? paperDue, Access access, DateTimeOffset at,
        DateTimeOffset? stated) =>
        db.QuerySingle<long>(
            """
            INSERT INTO life_events(driver, kind, was, letters, consequence, paper_due, who, why, at, stated_at, body)
            VALUES(@driver, @Kind, @was, @letters, @consequence, @paper, @Who, @Why, @at, @stated, @body) RETURNING seq
            """,
            new
            {
                driver, lifeEvent.Kind, was, letters, access.Who, access.Why, stated = stated?.Stored(),
                consequence = consequence.ToString(), paper = paperDue is { } due ? (long?)(due ? 1 : 0) : null, at = at.Stored(),
                body = db.Personal.Seal(BodyColumn, RowOf(driver, at.Stored()), JsonSerializer.SerializeToUtf8Bytes(lifeEvent, Stored)),
            });

    /// <summary>A driver's events after a number, oldest first.</summary>
    internal static IReadOnlyList<LifeRow> OfDriver(StoreSession db, DriverKey driver, long after, int most) =>
        db.Query<(long Seq, string Letters, string Consequence, string Who, string Why, long At, byte[] Body)>(
                """
                SELECT seq, letters, consequence, who, why, at, body FROM life_events
                WHERE driver = @driver AND seq > @after ORDER BY seq LIMIT @most
                """,
                new { driver, after, most })
            .Select(row => new LifeRow(
                row.Seq, JsonSerializer.Deserialize<LifeEvent>(db.Personal.Open(BodyColumn, RowOf(driver, row.At), row.Body), Stored)!, row.Letters,
                Enum.Parse<Consequence>(row.Consequence), row.Who, row.Why, row.At.Instant()))
            .AsList();

    /// <summary>What each of a driver's events did to the letters, oldest first.</summary>
    internal static IEnumerable<LetterStep> Letters(StoreSession db, DriverKey driver) =>
        db.Query<(string Kind, string Was, string Letters, long? Stated, long At)>(
                "SELECT kind, was, letters, stated_at, at FROM life_events WHERE driver = @driver ORDER BY seq", new { driver })
            .Select(row => row.Kind == nameof(MovedIn)
                ? new LetterStep(row.Kind, row.Was, row.Letters, IsAct: true, (row.Stated ?? row.At).Instant())
                : new LetterStep(row.Kind, row.Was, row.Letters, IsAct: row.Stated is null, row.At.Instant()));

    /// <summary>Since when a driver has to hand in a paper licence; null where none is due.</summary>
    internal static DateTimeOffset? PaperDue(StoreSession db, DriverKey driver) =>
        db.Query<(long Due, long At)>(
                "SELECT paper_due, at FROM life_events WHERE driver = @driver AND paper_due IS NOT NULL ORDER BY seq DESC LIMIT 1", new { driver })
            .Where(row => row.Due != 0)
            .Select(row => (DateTimeOffset?)row.At.Instant())
            .SingleOrDefault();

    // The number is not known before the row is there.
    private static string RowOf(DriverKey driver, long at) => $"{driver.Value}/{at}";
}
