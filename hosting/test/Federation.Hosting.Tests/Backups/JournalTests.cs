using Dapper;
using Federation.Hosting.Backups;
using Federation.Hosting.Storage;
using Microsoft.Data.Sqlite;

namespace Federation.Hosting.Tests.Backups;

/// <summary>The journal has every transaction that a writer was told of, whenever the machine is lost.</summary>
public sealed class JournalTests : IDisposable
{
    private static readonly Migration Table = new(1, "entries", "CREATE TABLE entry (n INTEGER PRIMARY KEY, fill BLOB) STRICT");
    private static readonly BackedUpProgram Program = new("Example", "example.db", [Table], [], [])
    {
        Facts = connection => [new("count", $"{connection.ExecuteScalar<long>("SELECT count(*) FROM entry")}")],
    };

    private readonly TemporaryFolder _folder = new();
    private int _restored;

    private string Journal => _folder.File("journal");

    private string Data => _folder.File("data");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public void Survives_the_loss_of_the_database_after_any_transaction()
    {
        using var database = Open();
        var backup = TakeBackup();
        for (var n = 1; n <= 60; n++)
        {
            Write(database, bytes: n % 7 == 0 ? 2_000_000 : 3_000); // Large ones begin a new generation of SQLite's log, many times over.
            if (n % 5 == 0)
                Assert.Equal(Content(database.Path), Content(Restore(backup)));
        }
        Assert.True(Directory.EnumerateFiles(Newest(), "*.wal").Count() > 2, "SQLite's log was never begun anew");
    }

    [Fact]
    public void Survives_restarts_and_writers_beside_it()
    {
        var backup = "";
        for (var start = 0; start < 3; start++)
        {
            using var database = Open();
            Write(database, 1_000);
            if (start == 0)
                backup = TakeBackup();
            using (var other = new SqliteConnection($"Data Source={database.Path};Pooling=False"))
            {
                other.Open();
                other.Execute("INSERT INTO entry (fill) VALUES (randomblob(100)); PRAGMA wal_checkpoint(TRUNCATE)"); // As a verb beside the program.
                other.Execute("INSERT INTO entry (fill) VALUES (randomblob(100))");
            }
            Write(database, 1_000);
            Assert.Equal(Content(database.Path), Content(Restore(backup)));
        }
    }

    [Fact]
    public void Rejects_to_write_while_the_journal_cannot_be_written()
    {
        using var database = Open();
        Write(database, 1_000);
        var backup = TakeBackup();
        var away = _folder.File("away");
        Directory.Move(Journal, away);
        File.WriteAllText(Journal, "a file stands in its place");
        Assert.ThrowsAny<IOException>(() => Write(database, 1_000)); // It happened, and its writer was not told so.
        var before = Content(database.Path);
        Assert.ThrowsAny<IOException>(() => Write(database, 1_000));
        Assert.Equal(before, Content(database.Path));
        File.Delete(Journal);
        Directory.Move(away, Journal);
        Write(database, 1_000);
        Assert.Equal(Content(database.Path), Content(Restore(backup)));
    }

    [Fact]
    public void Rejects_to_begin_a_journal_anew_from_a_backup_that_nobody_compared()
    {
        using (var database = Open())
        {
            Write(database, 1_000);
            TakeBackup();
            Write(database, 1_000);
        }
        var newest = Content(Path.Combine(Data, "example.db"));
        Directory.Delete(Data, recursive: true);
        BackupReader.Restore(Program, _folder.File("backup"), Data, null);
        using (var old = Open())
            Write(old, 1_000);
        Assert.Equal(newest, Content(Restore(_folder.File("backup"))));
        new RestoredMark(Data).Remove();
        using var compared = Open();
        Write(compared, 1_000);
        Assert.Equal(Content(compared.Path), Content(Restore(_folder.File("backup"))));
    }

    [Fact]
    public void Rejects_a_journal_with_a_gap_a_change_or_less_than_the_backup()
    {
        using var database = Open();
        for (var n = 0; n < 20; n++)
            Write(database, 2_000_000);
        var backup = TakeBackup();
        var segments = Directory.EnumerateFiles(Newest(), "*.wal").Order(StringComparer.Ordinal).ToList();
        Assert.True(segments.Count > 2);
        var kept = File.ReadAllBytes(segments[1]);
        File.Delete(segments[1]);
        Refused(BackupFault.JournalBroken, backup);
        File.WriteAllBytes(segments[1], kept[..(kept.Length / 2)]);
        Refused(BackupFault.JournalBroken, backup);
        var changed = kept.ToArray();
        changed[5_000] ^= 1;
        File.WriteAllBytes(segments[1], changed);
        Refused(BackupFault.JournalBroken, backup);
        File.WriteAllBytes(segments[1], kept);
        Assert.Equal(Content(database.Path), Content(Restore(backup)));
        foreach (var segment in segments)
            File.Delete(segment);
        Refused(BackupFault.JournalBroken, backup); // The copy alone is whole, and older than the backup.
    }

    private SqliteDatabase Open()
    {
        var database = SqliteDatabase.Open(Path.Combine(Data, "example.db"), [Table]);
        database.Journal = new DatabaseJournal(database.Path, Journal);
        return database;
    }

    private static void Write(SqliteDatabase database, int bytes) =>
        database.Write((c, t) => { c.Execute("INSERT INTO entry (fill) VALUES (randomblob(@bytes)); DELETE FROM entry WHERE n = (SELECT max(n) FROM entry) - 20", new { bytes }, t); });

    private string TakeBackup()
    {
        var to = _folder.File("backup");
        BackupWriter.Write(Program, Data, to, DateTimeOffset.UnixEpoch);
        return to;
    }

    private string Restore(string backup)
    {
        var to = _folder.File($"restored-{++_restored}");
        BackupReader.Restore(Program, backup, to, null, Journal);
        return Path.Combine(to, "example.db");
    }

    private string Newest() => Path.Combine(Journal, File.ReadAllText(Path.Combine(Journal, "current")).Trim());

    private void Refused(BackupFault fault, string backup) => Assert.Equal(
        fault, Assert.Throws<BackupRefusedException>(() => BackupReader.Restore(Program, backup, _folder.File($"refused-{++_restored}"), null, Journal)).Fault);

    private static List<string> Content(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return connection.Query<string>("SELECT n || ' ' || length(fill) || ' ' || hex(substr(fill, 1, 8)) FROM entry ORDER BY n").AsList();
    }
}
