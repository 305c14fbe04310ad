using Dapper;
using Federation.Hosting.Storage;
using Microsoft.Data.Sqlite;

namespace Federation.Hosting.Tests.Storage;

public sealed class SqliteDatabaseTests : IDisposable
{
    private static readonly Migration First = new(1, "a licence", "CREATE TABLE licence (id INTEGER PRIMARY KEY, note TEXT) STRICT");
    private static readonly Migration Second = new(2, "its status",
        "CREATE TABLE status (licence INTEGER NOT NULL REFERENCES licence(id), value INTEGER) STRICT; INSERT INTO licence VALUES (7, 'made by a migration')");
    private readonly TemporaryFolder _folder = new();

    private string File => _folder.File("data/node.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Opens_durable_with_foreign_keys_for_its_owner_alone()
    {
        using var database = SqliteDatabase.Open(File, [First]);
        using var connection = database.Connect();
        Assert.Equal("wal", connection.ExecuteScalar<string>("PRAGMA journal_mode"));
        Assert.Equal(2, connection.ExecuteScalar<int>("PRAGMA synchronous"));
        Assert.Equal(1, connection.ExecuteScalar<int>("PRAGMA foreign_keys"));
        Assert.Equal(5000, connection.ExecuteScalar<int>("PRAGMA busy_timeout"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    [Fact]
    public void Takes_each_migration_once_and_keeps_the_data()
    {
        using (var database = SqliteDatabase.Open(File, [First]))
            database.Write((c, t) => { c.Execute("INSERT INTO licence VALUES (1, 'kept')", transaction: t); });
        using (SqliteDatabase.Open(File, [First, Second]))
        {
        }
        using var again = SqliteDatabase.Open(File, [First, Second]);
        Assert.Equal(["kept", "made by a migration"], again.Read((c, t) => c.Query<string>("SELECT note FROM licence ORDER BY id", transaction: t).ToArray()));
    }

    [Fact]
    public void Rejects_a_database_of_a_newer_program()
    {
        SqliteDatabase.Open(File, [First, Second]).Dispose();
        Assert.Contains("newer", Assert.Throws<StartRefusedException>(() => SqliteDatabase.Open(File, [First])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Accepts_one_step_back_where_every_newer_migration_says_so_and_forwards_again()
    {
        var third = new Migration(3, "an index", "CREATE INDEX by_note ON licence (note)") { BackTo = 1 };
        SqliteDatabase.Open(File, [First, Second with { BackTo = 1 }, third]).Dispose();
        using (var before = SqliteDatabase.Open(File, [First]))
            before.Write((c, t) => { c.Execute("INSERT INTO licence VALUES (1, 'by the program before')", transaction: t); });
        using var again = SqliteDatabase.Open(File, [First, Second with { BackTo = 1 }, third]);
        Assert.Equal(2, again.Read((c, t) => c.ExecuteScalar<int>("SELECT count(*) FROM licence", transaction: t)));
    }

    [Fact]
    public void Rejects_one_step_back_where_one_of_two_newer_migrations_does_not_say_so()
    {
        SqliteDatabase.Open(File, [First, Second, new Migration(3, "an index", "CREATE INDEX by_note ON licence (note)") { BackTo = 1 }]).Dispose();
        Assert.Throws<StartRefusedException>(() => SqliteDatabase.Open(File, [First]));
        SqliteDatabase.Open(File, [First, Second]).Dispose(); // Who knows the second is let in by the third.
    }

    [Fact]
    public void Rejects_a_migration_changed_after_it_was_taken()
    {
        SqliteDatabase.Open(File, [First]).Dispose();
        Assert.Throws<StartRefusedException>(() => SqliteDatabase.Open(File, [First with { Sql = "CREATE TABLE other (id INTEGER)" }]));
    }

    [Fact]
    public void Rejects_migrations_out_of_order() =>
        Assert.Throws<StartRefusedException>(() => SqliteDatabase.Open(File, [Second, First]));

    [Fact]
    public void Rejects_a_failing_migration_and_leaves_the_shape_as_it_was()
    {
        SqliteDatabase.Open(File, [First]).Dispose();
        var broken = new Migration(2, "broken", "CREATE TABLE half (id INTEGER); INSERT INTO nowhere VALUES (1)");
        Assert.Throws<StartRefusedException>(() => SqliteDatabase.Open(File, [First, broken]));
        using var database = SqliteDatabase.Open(File, [First]);
        Assert.Equal(0, database.Read((c, t) => c.ExecuteScalar<int>("SELECT count(*) FROM sqlite_master WHERE name = 'half'", transaction: t)));
    }

    [Fact]
    public void Rejects_a_file_that_is_no_database()
    {
        System.IO.File.WriteAllText(_folder.File("junk.db"), new string('x', 5000));
        Assert.Throws<StartRefusedException>(() => SqliteDatabase.Open(_folder.File("junk.db"), [First]));
    }

    [Fact]
    public void Rolls_back_a_write_that_throws()
    {
        using var database = SqliteDatabase.Open(File, [First]);
        Assert.Throws<InvalidOperationException>(() => database.Write((c, t) =>
        {
            c.Execute("INSERT INTO licence VALUES (1, 'gone')", transaction: t);
            throw new InvalidOperationException();
        }));
        Assert.Equal(0, Count(database));
    }

    [Fact]
    public void Rejects_a_row_whose_parent_is_absent()
    {
        using var database = SqliteDatabase.Open(File, [First, Second]);
        Assert.Throws<SqliteException>(() => database.Write((c, t) => { c.Execute("INSERT INTO status VALUES (99, 1)", transaction: t); }));
    }

    [Fact]
    public async Task Survives_many_writers_and_two_openings_at_once()
    {
        var databases = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => SqliteDatabase.Open(File, [First]))));
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() =>
            databases[i % 2].Write((c, t) => { c.Execute("INSERT INTO licence (note) VALUES ('x')", transaction: t); }))));
        Assert.Equal(40, Count(databases[0]));
        foreach (var database in databases)
            database.Dispose();
    }

    [Fact]
    public void Reads_one_snapshot_while_another_writes()
    {
        using var database = SqliteDatabase.Open(File, [First]);
        var (before, after) = database.Read((c, t) =>
        {
            var first = c.ExecuteScalar<int>("SELECT count(*) FROM licence", transaction: t);
            database.Write((w, wt) => { w.Execute("INSERT INTO licence VALUES (1, 'meanwhile')", transaction: wt); });
            return (first, c.ExecuteScalar<int>("SELECT count(*) FROM licence", transaction: t));
        });
        Assert.Equal((0, 0), (before, after));
        Assert.Equal(1, Count(database));
    }

    private static int Count(SqliteDatabase database) =>
        database.Read((c, t) => c.ExecuteScalar<int>("SELECT count(*) FROM licence", transaction: t));
}
