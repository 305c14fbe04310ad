using Dapper;
using Microsoft.Data.Sqlite;
using TrustHub.Fsck;
using TrustHub.Storage;
using TrustHub.Tests.Support;

namespace TrustHub.Tests;

/// <summary>The walk finds what it should: each test spoils one thing of good data.</summary>
public sealed class FsckTests : HubTest
{
    [Theory]
    [InlineData("tuf/timestamp.json")]
    [InlineData("tuf/1.root.json")]
    [InlineData("tuf/1.region-310000.json")]
    [InlineData("status/310000/0.cwt")]
    [InlineData("status/310000/lists.json")]
    public async Task Finds_a_public_file_that_is_changed_or_missing(string path)
    {
        await BeginAsync();
        var file = Path.Combine(Data, "public", path);
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[^2] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);
        Assert.Contains(RepositoryCheck.Violations(Data), violation => violation.StartsWith(path, StringComparison.Ordinal));
        File.Delete(file);
        Assert.Contains($"{path} is missing", RepositoryCheck.Violations(Data));
    }

    [Theory]
    [InlineData("tuf/9.root.json")]
    [InlineData("tuf/timestamp.json.unfinished")]
    [InlineData("status/310000/notes.txt")]
    public async Task Finds_a_file_that_has_no_place(string path)
    {
        await BeginAsync();
        await File.WriteAllTextAsync(Path.Combine(Data, "public", path), "{}");
        Assert.Contains($"{path} has no place here", RepositoryCheck.Violations(Data));
    }

    [Theory]
    [InlineData("UPDATE admission SET admitted_at = '2020-10-12T08:00:01Z' WHERE log_index = 3", "row 3 was changed")]
    [InlineData("UPDATE admission_file SET path = 'tuf/1.region-320000.json' WHERE log_index = 3 AND position = 0", "row 3 was changed")]
    [InlineData("DELETE FROM admission_file WHERE log_index = 4; DELETE FROM admission WHERE log_index = 4", "row 5 follows row 3")]
    [InlineData("UPDATE content SET bytes = x'00' WHERE sha256 = (SELECT sha256 FROM admission_file WHERE log_index = 3 AND position = 0)", "lost or changed")]
    [InlineData("DELETE FROM content WHERE sha256 = (SELECT sha256 FROM admission_file WHERE log_index = 5 AND position = 1)", "lost or changed")]
    [InlineData("DELETE FROM timestamp", "a snapshot without timestamp")]
    [InlineData("UPDATE snapshot SET bytes = (SELECT bytes FROM snapshot WHERE version = 1) WHERE version = 2", "snapshot 2")]
    [InlineData("UPDATE snapshot SET log_index = 1 WHERE version = 1", "snapshot 1")]
    public async Task Finds_a_database_that_was_tampered_with(string sql, string violation)
    {
        await BeginAsync();
        using (var connection = new SqliteConnection($"Data Source={HubDatabase.FileIn(Data)};Foreign Keys=False;Pooling=False"))
            Assert.NotEqual(0, connection.Execute(sql));
        Assert.Contains(RepositoryCheck.Violations(Data), found => found.Contains(violation, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Prints_each_violation_and_ends_with_1()
    {
        await BeginAsync();
        using var whole = new StringWriter();
        Assert.Equal(0, FsckVerb.Run(["--data", Data], whole, TextWriter.Null));
        File.Delete(Path.Combine(Data, "public", "tuf", "timestamp.json"));
        using var broken = new StringWriter();
        Assert.Equal(1, FsckVerb.Run(["--data", Data], broken, TextWriter.Null));
        Assert.Equal(["tuf/timestamp.json is missing", "1 violations"], broken.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(64, FsckVerb.Run(["--data", "/nowhere"], TextWriter.Null, TextWriter.Null));
    }

    private async Task BeginAsync()
    {
        var operators = Operators.Incept(Data);
        await using (var hub = await StartAsync())
        {
            await hub.PublishedAsync();
            await hub.AdmitAsync(operators, operators.Shanghai);
            await hub.SubmitAsync(operators.Shanghai, operators.Shanghai.StatusList(1, Clock.Now));
            await hub.PublishedAsync();
        }
        Assert.Empty(RepositoryCheck.Violations(Data));
    }
}
