using System.Text.Json.Nodes;
using Dapper;
using Federation.Hosting.Backups;
using Federation.Hosting.Storage;
using Microsoft.Data.Sqlite;

namespace Federation.Hosting.Tests.Backups;

/// <summary>A backup is whole as of one instant, holds no key, and is put back whole or not at all.</summary>
public sealed class BackupTests : IDisposable
{
    private static readonly Migration Table = new(1, "two counts", "CREATE TABLE debit (n INTEGER PRIMARY KEY) STRICT; CREATE TABLE credit (n INTEGER PRIMARY KEY, fill BLOB) STRICT");
    private static readonly BackedUpProgram Program = new("Example", "example.db", [Table], ["papers"], [])
    {
        Facts = connection => [new("count", $"{connection.ExecuteScalar<long>("SELECT count(*) FROM debit")}")],
    };

    private readonly TemporaryFolder _folder = new();
    private readonly SqliteDatabase _database;

    public BackupTests()
    {
        _database = SqliteDatabase.Open(Path.Combine(Data, "example.db"), [Table]);
        Directory.CreateDirectory(Path.Combine(Data, "papers", "old"));
        File.WriteAllText(Path.Combine(Data, "papers", "old", "one.json"), "{}");
        Directory.CreateDirectory(Path.Combine(Data, "keys"));
        File.WriteAllText(Path.Combine(Data, "keys", "snapshot.pem"), "-----BEGIN PRIVATE KEY-----");
        Book(3);
    }

    private string Data => _folder.File("data");

    private string Backup => _folder.File("backup");

    private string Restored => _folder.File("restored");

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Accepts_a_backup_taken_under_writes_as_one_instant()
    {
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
                Book(1);
        });
        for (var n = 0; n < 5; n++)
        {
            var (backup, restored) = (_folder.File($"backup-{n}"), _folder.File($"restored-{n}"));
            var (manifest, digest) = BackupWriter.Write(Program, Data, backup, DateTimeOffset.UnixEpoch);
            BackupReader.Restore(Program, backup, restored, digest);
            var (debit, credit) = Counts(Path.Combine(restored, "example.db"));
            Assert.Equal(debit, credit);
            Assert.Equal(manifest.Facts["count"], $"{debit}");
            Assert.True(new RestoredMark(restored).Stands);
            Assert.True(File.Exists(Path.Combine(restored, "papers", "old", "one.json")));
        }
        await stop.CancelAsync();
        await writing;
    }

    [Fact]
    public void Rejects_to_take_keys_along()
    {
        Take();
        Assert.DoesNotContain(Directory.EnumerateFiles(Backup, "*", SearchOption.AllDirectories), file => File.ReadAllText(file).Contains("PRIVATE KEY", StringComparison.Ordinal));
        File.Copy(Path.Combine(Data, "keys", "snapshot.pem"), Path.Combine(Data, "papers", "by-mistake.pem"));
        Refused(BackupFault.HoldsKey, () => BackupWriter.Write(Program, Data, _folder.File("second"), DateTimeOffset.UnixEpoch));
        Refused(BackupFault.Unfinished, () => BackupReader.Restore(Program, _folder.File("second"), Restored, null));
    }

    [Theory]
    [InlineData(BackupFault.Unfinished)]
    [InlineData(BackupFault.ManifestUnreadable)]
    [InlineData(BackupFault.ManifestChanged)]
    [InlineData(BackupFault.OtherProgram)]
    [InlineData(BackupFault.FileMissing)]
    [InlineData(BackupFault.FileCut)]
    [InlineData(BackupFault.FileChanged)]
    [InlineData(BackupFault.FileUnexpected)]
    [InlineData(BackupFault.HoldsKey)]
    [InlineData(BackupFault.DatabaseDamaged)]
    [InlineData(BackupFault.OtherSchema)]
    [InlineData(BackupFault.TargetNotEmpty)]
    [InlineData(BackupFault.Absent)]
    public void Rejects_a_backup_that_is_not_whole(BackupFault fault)
    {
        var digest = Take();
        var (database, paper, manifest) = (Path.Combine(Backup, "example.db"), Path.Combine(Backup, "papers", "old", "one.json"), Path.Combine(Backup, BackupManifest.Name));
        Action damage = fault switch
        {
            BackupFault.Unfinished => () => File.Delete(manifest),
            BackupFault.ManifestUnreadable => () => File.WriteAllText(manifest, "{\"form\":\"federation-backup/1\""),
            BackupFault.ManifestChanged => () => File.AppendAllText(manifest, " "),
            BackupFault.OtherProgram => () => Edit(node => node["program"] = "Another"),
            BackupFault.FileMissing => () => File.Delete(paper),
            BackupFault.FileCut => () => Cut(database),
            BackupFault.FileChanged => () => File.WriteAllText(paper, "[]"),
            BackupFault.FileUnexpected => () => File.WriteAllText(Path.Combine(Backup, "papers", "more.json"), "{}"),
            BackupFault.HoldsKey => () => Edit(node => node["files"]!["keys/tls.pem"] = node["files"]!["papers/old/one.json"]!.DeepClone()),
            BackupFault.DatabaseDamaged => () => Overwrite(database),
            BackupFault.OtherSchema => () => Newer(database),
            BackupFault.TargetNotEmpty => () => Directory.CreateDirectory(Restored).Refresh(),
            _ => () => Directory.Delete(Backup, recursive: true),
        };
        damage();
        if (fault == BackupFault.TargetNotEmpty)
            File.WriteAllText(Path.Combine(Restored, "example.db"), "");
        Refused(fault, () => BackupReader.Restore(Program, Backup, Restored, fault == BackupFault.ManifestChanged ? digest : null));
        Assert.False(File.Exists(Path.Combine(Restored, "example.db")) && fault != BackupFault.TargetNotEmpty);
    }

    [Fact]
    public void Rejects_paths_that_lead_out_of_the_folder()
    {
        Take();
        File.WriteAllText(_folder.File("outside.json"), "{}");
        Edit(node => node["files"]!["papers/../../outside.json"] = node["files"]!["papers/old/one.json"]!.DeepClone());
        Refused(BackupFault.HoldsKey, () => BackupReader.Restore(Program, Backup, Restored, null));
    }

    [Fact]
    public void Rejects_a_second_backup_into_the_same_folder()
    {
        Take();
        Refused(BackupFault.TargetNotEmpty, () => Take());
    }

    private string Take() => BackupWriter.Write(Program, Data, Backup, DateTimeOffset.UnixEpoch).Digest;

    private void Book(int times)
    {
        for (var n = 0; n < times; n++)
            _database.Write((c, t) => { c.Execute("INSERT INTO debit DEFAULT VALUES; INSERT INTO credit (fill) VALUES (randomblob(5000))", transaction: t); });
    }

    private static (long Debit, long Credit) Counts(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return connection.QuerySingle<(long, long)>("SELECT (SELECT count(*) FROM debit), (SELECT count(*) FROM credit)");
    }

    private void Edit(Action<JsonNode> edit)
    {
        var path = Path.Combine(Backup, BackupManifest.Name);
        var node = JsonNode.Parse(File.ReadAllBytes(path))!;
        edit(node);
        File.WriteAllText(path, node.ToJsonString());
    }

    private static void Cut(string path)
    {
        using var file = File.OpenWrite(path);
        file.SetLength(file.Length - 100);
    }

    // As one who writes the manifest anew does: digests fit, the content does not.
    private void Overwrite(string path)
    {
        using (var file = File.OpenWrite(path))
        {
            file.Position = 4096;
            file.Write(new byte[4096]);
        }
        Measure(path);
    }

    private void Newer(string path)
    {
        using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            connection.Execute("INSERT INTO migration (number, name, digest) VALUES (2, 'of tomorrow', 'x')");
        }
        Measure(path);
    }

    private void Measure(string path) => Edit(node => node["files"]!["example.db"] = new JsonObject
    {
        ["bytes"] = new FileInfo(path).Length,
        ["sha256"] = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path))),
    });

    private static void Refused(BackupFault fault, Action act) => Assert.Equal(fault, Assert.Throws<BackupRefusedException>(act).Fault);
}
