using System.Data.Common;
using Dapper;
using Federation.Hosting.Storage;
using Npgsql;
using TrustList.Testing.Databases;

namespace Federation.Hosting.Tests.Storage;

public sealed class PostgresDatabaseTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly Migration First = new(1, "a licence",
        "CREATE TABLE licence (id INTEGER PRIMARY KEY AUTOINCREMENT, note TEXT, seal BLOB) STRICT");

    private static readonly Migration Second = new(2, "its status",
        "CREATE TABLE status (licence INTEGER NOT NULL REFERENCES licence(id), value INTEGER) STRICT; INSERT INTO licence (note) VALUES ('made by a migration')");

    [PostgresFact]
    public async Task Takes_each_migration_once_and_keeps_the_data()
    {
        var (_, place) = await postgres.NewAsync();
        using (var database = PostgresDatabase.Open(place, [First]))
            Add(database, "kept");
        PostgresDatabase.Open(place, [First, Second]).Dispose();
        using var again = PostgresDatabase.Open(place, [First, Second]);
        Assert.Equal(["kept", "made by a migration"], Notes(again));
    }

    [PostgresFact]
    public async Task Sets_no_time_limit_to_a_migration_and_one_to_everything_else()
    {
        var (_, place) = await postgres.NewAsync();
        var limit = new Migration(2, "its limit", "INSERT INTO licence (note) VALUES (current_setting('statement_timeout'))");
        using var database = PostgresDatabase.Open(place, [First, limit]);
        Assert.Equal(["0"], Notes(database));
        Assert.Equal("1min", database.Write((c, t) => c.ExecuteScalar<string>("SHOW statement_timeout", transaction: t)));
    }

    [PostgresFact]
    public async Task Rejects_a_newer_database_a_changed_migration_and_a_failing_one()
    {
        var (_, place) = await postgres.NewAsync();
        PostgresDatabase.Open(place, [First, Second]).Dispose();
        Assert.Contains("newer", Assert.Throws<StartRefusedException>(() => PostgresDatabase.Open(place, [First])).Message, StringComparison.Ordinal);
        Assert.Throws<StartRefusedException>(() => PostgresDatabase.Open(place, [First, Second with { Sql = "CREATE TABLE other (id INTEGER)" }]));
        var broken = new Migration(3, "broken", "CREATE TABLE half (id INTEGER); INSERT INTO nowhere VALUES (1)");
        Assert.Throws<StartRefusedException>(() => PostgresDatabase.Open(place, [First, Second, broken]));
        using var database = PostgresDatabase.Open(place, [First, Second]);
        Assert.Equal(0, database.Read((c, t) => c.ExecuteScalar<long>("SELECT count(*) FROM pg_tables WHERE tablename = 'half'", transaction: t)));
    }

    [PostgresFact]
    public async Task Accepts_one_step_back_where_every_newer_migration_says_so()
    {
        var (_, place) = await postgres.NewAsync();
        var added = new Migration(2, "an index", "CREATE INDEX by_note ON licence (note)") { BackTo = 1 };
        PostgresDatabase.Open(place, [First, added]).Dispose();
        using (var before = PostgresDatabase.Open(place, [First]))
            Add(before, "by the program before");
        PostgresDatabase.OpenBeside(place, [First]).Dispose();
        using var again = PostgresDatabase.Open(place, [First, added]);
        Assert.Equal(["by the program before"], Notes(again));
    }

    [PostgresFact]
    public async Task Commits_durably_and_reads_one_snapshot_that_cannot_write()
    {
        var (_, place) = await postgres.NewAsync();
        using var database = PostgresDatabase.Open(place, [First]);
        Assert.Equal("on", database.Write((c, t) => c.ExecuteScalar<string>("SHOW synchronous_commit", transaction: t)));
        var (before, after) = database.Read((c, t) =>
        {
            var first = c.ExecuteScalar<long>("SELECT count(*) FROM licence", transaction: t);
            Add(database, "meanwhile");
            return (first, c.ExecuteScalar<long>("SELECT count(*) FROM licence", transaction: t));
        });
        Assert.Equal((0, 0), (before, after));
        Assert.Equal(["meanwhile"], Notes(database));
        Assert.Throws<PostgresException>(() => database.Read((c, t) => c.Execute("INSERT INTO licence (note) VALUES ('x')", transaction: t)));
    }

    [PostgresFact]
    public async Task Rolls_back_a_write_that_throws_and_lets_one_write_after_the_other()
    {
        var (_, place) = await postgres.NewAsync();
        using var database = PostgresDatabase.Open(place, [First]);
        Assert.Throws<InvalidOperationException>(() => database.Write<int>((c, t) =>
        {
            c.Execute("INSERT INTO licence (note) VALUES ('gone')", transaction: t);
            throw new InvalidOperationException();
        }));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => database.Write((c, t) =>
        {
            var count = c.ExecuteScalar<long>("SELECT count(*) FROM licence", transaction: t);
            return c.Execute("INSERT INTO licence (note) VALUES (@note)", new { note = $"{count:D2}" }, t);
        }))));
        Assert.Equal(Enumerable.Range(0, 20).Select(n => $"{n:D2}"), Notes(database));
    }

    [PostgresFact]
    public async Task Works_on_two_writes_at_once_and_commits_the_second_behind_the_first_and_not_without_it()
    {
        var (_, place) = await postgres.NewAsync();
        using var database = PostgresDatabase.Open(place, [First]);
        using var prepared = new ManualResetEventSlim();
        var seen = new List<long>();
        database.WriteTwo(
            (c, t) =>
            {
                Assert.True(prepared.Wait(TimeSpan.FromMinutes(2)));
                Insert(c, t, "first");
            },
            (c, t) =>
            {
                Insert(c, t, "second");
                prepared.Set();
            },
            (c, t) => seen.Add(c.ExecuteScalar<long>("SELECT count(*) FROM licence", transaction: t)));
        Assert.Equal([2], seen);
        Assert.Equal(["first", "second"], Notes(database).Order());

        Assert.Throws<InvalidOperationException>(() => database.WriteTwo(Fail, (c, t) => Insert(c, t, "gone"), Fail));
        Assert.Equal(2, Notes(database).Length);
        Assert.Throws<InvalidOperationException>(() => database.WriteTwo((c, t) => Insert(c, t, "third"), Fail, (c, t) => Insert(c, t, "gone")));
        Assert.Throws<InvalidOperationException>(() => database.WriteTwo((c, t) => Insert(c, t, "fourth"), (c, t) => Insert(c, t, "gone"), Fail));
        Assert.Equal(["first", "fourth", "second", "third"], Notes(database).Order());
        Add(database, "others write again");

        static void Insert(DbConnection connection, DbTransaction transaction, string note) =>
            connection.Execute("INSERT INTO licence (note) VALUES (@note)", new { note }, transaction);

        static void Fail(DbConnection connection, DbTransaction transaction) => throw new InvalidOperationException();
    }

    [PostgresFact]
    public async Task Survives_a_connection_cut_in_the_middle_of_a_write_and_does_the_work_at_most_once()
    {
        var (name, place) = await postgres.NewAsync();
        using var database = PostgresDatabase.Open(place, [First]);
        foreach (var last in new[] { false, true })
        {
            var calls = 0;
            Assert.ThrowsAny<DbException>(() => database.Write((c, t) =>
            {
                calls++;
                c.Execute("INSERT INTO licence (note) VALUES ('cut')", transaction: t);
                postgres.Server.CutAsync(name).GetAwaiter().GetResult();
                return last ? 0 : c.Execute("INSERT INTO licence (note) VALUES ('never')", transaction: t); // Or the commit finds it cut.
            }));
            Assert.Equal(1, calls);
        }
        Add(database, "after");
        Assert.Equal(["after"], Notes(database));
    }

    [PostgresFact]
    public async Task Survives_a_restart_of_the_server_between_two_calls()
    {
        await using var own = await LocalPostgres.StartAsync(durable: true);
        await own.CreateAsync("restarted");
        using var database = PostgresDatabase.Open(PostgresPlace.Of(own.ConnectionOf("restarted"), own.PasswordFile), [First]);
        Add(database, "before");
        await own.StopServerAsync();
        Assert.ThrowsAny<DbException>(() => Add(database, "lost"));
        await own.StartServerAsync();
        Add(database, "after");
        Assert.Equal(["before", "after"], Notes(database));
    }

    [PostgresFact]
    public async Task Rejects_a_second_owner_and_a_first_one_that_was_cut_and_replaced()
    {
        var (name, place) = await postgres.NewAsync();
        using var first = PostgresDatabase.Open(place, [First]);
        Assert.Contains("in use", Assert.Throws<StartRefusedException>(() => PostgresDatabase.Open(place, [First])).Message, StringComparison.Ordinal);
        using (var beside = PostgresDatabase.OpenBeside(place, [First]))
        {
            Assert.Empty(Notes(beside));
            Assert.Throws<InvalidOperationException>(() => Add(beside, "x"));
        }
        using (var writing = PostgresDatabase.OpenBeside(place, [First], mayWrite: true))
            Add(writing, "beside");
        await postgres.Server.CutAsync(name);
        using var second = PostgresDatabase.Open(place, [First]);
        var called = false;
        Assert.ThrowsAny<IOException>(() => first.Write((_, _) => called = true));
        Assert.False(called);
        Add(second, "second");
        Assert.Equal(["beside", "second"], Notes(first));
    }

    [PostgresFact]
    public async Task Compares_text_byte_by_byte_and_numbers_with_64_bits()
    {
        var (_, place) = await postgres.NewAsync();
        using var database = PostgresDatabase.Open(place, [First]);
        foreach (var note in new[] { "b", "A", "a", "_", "B" })
            Add(database, note);
        Assert.Equal(["A", "B", "_", "a", "b"], database.Read((c, t) => c.Query<string>("SELECT note FROM licence ORDER BY note", transaction: t).ToArray()));
        Assert.Equal(long.MaxValue, database.Write((c, t) => c.QuerySingle<long>("INSERT INTO licence (id) VALUES (@most) RETURNING id", new { most = long.MaxValue }, t)));
    }

    [Theory]
    [InlineData("Host=10.1.2.3;Database=node;Username=node", "VerifyFull")]
    [InlineData("Host=/run/postgresql;Database=node;Username=node;Password=x", "password")]
    [InlineData("Host=/run/postgresql", "Database")]
    [InlineData("Hst=/run/postgresql", "connection string")]
    public void Rejects_a_connection_string_that_is_unsafe_or_wrong(string text, string told) =>
        Assert.Contains(PostgresPlace.Errors(text), error => error.Contains(told, StringComparison.Ordinal));

    [Theory]
    [InlineData("Host=/run/postgresql;Database=node;Username=node")]
    [InlineData("Host=db.example;Database=node;Username=node;SSL Mode=VerifyFull")]
    public void Accepts_a_connection_string_without_a_password(string text) => Assert.Empty(PostgresPlace.Errors(text));

    private static void Add(PostgresDatabase database, string note) =>
        database.Write((c, t) => c.Execute("INSERT INTO licence (note, seal) VALUES (@note, @seal)", new { note, seal = new byte[] { 1 } }, t));

    private static string[] Notes(PostgresDatabase database) =>
        database.Read((c, t) => c.Query<string>("SELECT note FROM licence ORDER BY id", transaction: t).ToArray());
}
