using Dapper;
using Federation.Hosting.Storage;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Tests.World;

namespace RegionNode.Issuer.Tests.Storage;

/// <summary>Databases that older programs filled, taken over by today's.</summary>
public sealed class OlderDatabaseTests
{
    private const int BeforeActs = 16;
    private const int BeforeHeldPhotos = 22;
    private const int BeforeReasonsWent = 26;

    // Driver, kind, letters after it, who, why, when; whether its record was put in the same instant; and what it is read as.
    private static readonly (string Driver, string Kind, string Letters, string Who, string Why, long At, bool Put, string Was, bool IsAct)[] Events =
    [
        ("a", "LettersCorrected", "D", "system:1", "PutDriverRecord", 1_000, true, "D", false), // The first: what stood before is not known.
        ("b", "Held", "D", "system:1", "RecordEvent", 1_500, false, "D", true),
        ("a", "Released", "A", "system:1", "RecordEvent", 2_000, false, "D", true),
        ("a", "LettersCorrected", "K", "system:1", "a reason given", 3_000, true, "A", false),
        ("a", "LettersCorrected", "A", "system:1", "ChangeStatus", 4_000, false, "K", true),
        ("b", "LettersChanged", "B", "system:1", "registry feed", 4_500, false, "D", false),
        ("a", "LettersCorrected", "H", "system:1", "registry import 2026", 5_000, false, "A", false),
        ("a", "Overdue", "HS", "node", "dates that have passed", 6_000, false, "H", false),
        ("a", "Overdue", "HMS", "system:1", "RecordEvent", 7_000, false, "HS", true),
    ];

    [Fact]
    public async Task Tells_acts_from_statements_and_knows_what_stood_before_each()
    {
        using var folder = new TestFolder();
        await using var run = await TestDatabase.NewAsync(folder.Path);
        await using var older = await TestDatabase.NewAsync(folder.Path, run.Server); // An empty one.
        using (var database = Open(older.Place, BeforeActs))
        {
            database.Write((connection, transaction) => connection.Execute(
                "INSERT INTO life_events(driver, kind, letters, consequence, who, why, at, body) VALUES(@Driver, @Kind, @Letters, 'Stays', @Who, @Why, @At, @body)",
                Events.Select(one => new { one.Driver, one.Kind, one.Letters, one.Who, one.Why, one.At, body = new byte[] { 1 } }), transaction));
            database.Write((connection, transaction) => connection.Execute(
                "INSERT INTO audit(seq, at, who, why, act, driver, what, previous, hash) VALUES(@Seq, @At, @Who, @Why, 'RecordPut', @Driver, 'replaced', @hash, @hash)",
                Events.Where(one => one.Put).Select((one, index) => new { Seq = index + 1, one.At, one.Who, one.Why, one.Driver, hash = new byte[32] }), transaction));
        }

        using var store = IssuerDatabase.Open(older.Place);
        foreach (var driver in Events.GroupBy(one => one.Driver))
        {
            Assert.Equal(
                driver.Select(one => (one.Kind, one.Was, one.Letters, one.IsAct)),
                store.Read(db => LifeTable.Letters(db, new DriverKey(driver.Key)).ToList()).Select(step => (step.Kind, step.Was, step.Letters, step.IsAct)));
        }
    }

    [Fact]
    public async Task Holds_the_photos_that_applications_held_and_asks_for_the_dates_of_what_was_staged()
    {
        using var folder = new TestFolder();
        await using var run = await TestDatabase.NewAsync(folder.Path);
        await using var older = await TestDatabase.NewAsync(folder.Path, run.Server); // An empty one.
        // Approved; offered with the stored photo; lapsed.
        (string Driver, int Source, int State)[] applications = [("approved", 1, 5), ("stored", 0, 6), ("lapsed", 1, 92)];
        var block = new byte[StagedBlock.RowBytes(new DriverKey("staged"), "A", 1)];
        StagedBlock.Write(block, 7, new DriverKey("staged"), "A", 1_000);
        using (var database = Open(older.Place, BeforeHeldPhotos))
        {
            database.Write((connection, transaction) => connection.Execute(
                "INSERT INTO applications(id, driver, source, changes_photo, state, made_at, changed_at) VALUES('a ' || @Driver, @Driver, @Source, 0, @State, 1, 1)",
                applications.Select(one => new { one.Driver, one.Source, one.State }), transaction));
            database.Write((connection, transaction) => connection.Execute(
                "INSERT INTO photos(driver, image, source, changed_at) VALUES(@Driver, @image, 1, 1)", applications.Select(one => new { one.Driver, image = new byte[1] }), transaction));
            database.Write((connection, transaction) => connection.Execute("INSERT INTO import_blocks(last_line, content) VALUES(7, @block)", new { block }, transaction));
        }

        using var store = IssuerDatabase.Open(older.Place);
        Assert.Equal(
            [("approved", "a approved", null), ("lapsed", null, 1L), ("stored", null, 1L)],
            store.Read(db => db.Query<(string, string?, long?)>("SELECT driver, held_for, changed_at FROM photos ORDER BY driver").ToList()));
        Assert.Equal(0, Assert.Single(store.Read(db => StagedBlockTable.After(db, 0))!).Due);
    }

    [Fact]
    public async Task Keeps_no_words_about_a_change_of_status_in_clear()
    {
        const string words = "words of the office about a synthetic driver";
        using var folder = new TestFolder();
        await using var run = await TestDatabase.NewAsync(folder.Path);
        await using var older = await TestDatabase.NewAsync(folder.Path, run.Server); // An empty one.
        using (var database = Open(older.Place, BeforeReasonsWent))
        {
            database.Write((connection, transaction) =>
            {
                connection.Execute("INSERT INTO driver_records(driver, body, letters, updated_at) VALUES('one', @body, 'B', 1)", new { body = new byte[] { 1 } }, transaction);
                connection.Execute("INSERT INTO status_blocks(block, opened_at) VALUES(1, 1)", transaction: transaction);
                connection.Execute(
                    "INSERT INTO licences(id, driver, block, idx, letters, value, reserved_at, offer_expires) VALUES('licence', 'one', 1, 7, 'B', 3, 1, 1)", transaction: transaction);
                return connection.Execute(
                    "INSERT INTO status_changes(licence_id, block, letters, value, reason, urgent, changed_at) VALUES('licence', 1, 'B', 3, @words, 1, 1)", new { words }, transaction);
            });
        }
        Assert.True(Holds(await older.ContentAsync()), "the search finds what is there");

        using (var database = Open(older.Place, Schema.Migrations.Count))
        {
            Assert.Equal(("licence", "B", 1L), database.Read((connection, transaction) =>
                connection.QuerySingle<(string, string, long)>("SELECT licence_id, letters, urgent FROM status_changes", transaction: transaction)));
        }
        Assert.False(Holds(await older.ContentAsync()));

        static bool Holds(byte[] content) => content.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(words)) >= 0;
    }

    private static ISqlDatabase Open(DatabasePlace place, int before) => place.IsPostgres
        ? PostgresDatabase.Open(PostgresPlace.Of(place.Connection, place.PasswordFile), [.. IssuerDatabase.ForPostgres.Take(before)])
        : SqliteDatabase.Open(place.File, [.. Schema.Migrations.Take(before)]);
}
