using Dapper;
using Microsoft.Data.Sqlite;
using TrustHub.Fsck;
using TrustHub.Storage;
using TrustHub.Tests.Support;

namespace TrustHub.Tests;

/// <summary>The walk over the log finds what it should: each test spoils one thing of a good log.</summary>
public sealed class LogFsckTests : LogTest
{
    [Theory]
    [InlineData("UPDATE epoch SET leaf = (SELECT leaf FROM epoch WHERE number = 0) WHERE number = 1", "epoch 1: the leaf is not the row's")]
    [InlineData("DELETE FROM epoch WHERE number = 0", "epoch 1 follows 0 leaves")]
    [InlineData("DELETE FROM epoch", "is witnessed and not in the database")]
    [InlineData("UPDATE epoch SET at = '2020-10-12T09:00:00Z' WHERE number = 1", "epoch 1: the leaf is not the row's")]
    [InlineData("UPDATE checkpoint SET note = (SELECT note FROM checkpoint WHERE size = 1) WHERE size = 2", "checkpoint 2 says another size or root")]
    [InlineData("UPDATE checkpoint SET note = x'00' WHERE size = 2", "checkpoint 2 is not signed by a key that policy named")]
    [InlineData("UPDATE cosignature SET line = (SELECT line FROM cosignature c WHERE c.size = cosignature.size AND c.witness <> cosignature.witness)", "is not its signature")]
    [InlineData("UPDATE issuance_batch SET leaves = zeroblob(length(leaves))", "the leaves are not those that it counts")]
    [InlineData("UPDATE issuance_batch SET epoch = NULL", "the root over the batches is not theirs")]
    [InlineData("UPDATE issuance_batch SET number = 7", "the row is of other bytes")]
    [InlineData("INSERT INTO epoch_head (number, region, version, hash) VALUES (0, '310000', 1, zeroblob(32))", "the root over the heads is not theirs")]
    public async Task Finds_a_log_that_was_tampered_with(string sql, string violation)
    {
        await BeginAsync();
        using (var connection = new SqliteConnection($"Data Source={HubDatabase.FileIn(Data)};Foreign Keys=False;Pooling=False"))
            Assert.NotEqual(0, connection.Execute(sql));
        Assert.Contains(RepositoryCheck.Violations(Data), found => found.Contains(violation, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("log/checkpoint", "log/checkpoint is not the checkpoint of log/proof")]
    [InlineData("log/proof", "log/proof does not prove")]
    [InlineData("log/pending", "log/pending is not the newest checkpoint")]
    [InlineData("log/tile/0/000.p/1", "log/tile/0/000.p/1 has other bytes")]
    [InlineData("log/tile/entries/000.p/1", "log/tile/entries/000.p/1 has other bytes")]
    public async Task Finds_a_file_of_the_log_that_is_changed(string path, string violation)
    {
        await BeginAsync();
        var file = Path.Combine(Data, "public", path);
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[0] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);
        Assert.Contains(RepositoryCheck.Violations(Data), found => found.StartsWith(violation, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Finds_tiles_that_are_missing_and_files_that_have_no_place()
    {
        await BeginAsync();
        Directory.Delete(Path.Combine(Data, "public", "log", "tile", "0"), recursive: true);
        await File.WriteAllTextAsync(Path.Combine(Data, "public", "log", "tile", "notes"), "");
        var found = RepositoryCheck.Violations(Data);
        Assert.Contains(found, violation => violation.StartsWith("log/tile/0/", StringComparison.Ordinal) && violation.EndsWith("is missing", StringComparison.Ordinal));
        Assert.Contains("log/tile/notes has no place here", found);
    }

    [Fact]
    public async Task Events_tell_of_a_batch_and_its_epoch()
    {
        await BeginAsync();
        using var output = new StringWriter();
        Assert.Equal(0, EventsVerb.Run(["--data", Data], output, TextWriter.Null));
        Assert.Contains("310000 issuance batch 1, epoch ", output.ToString(), StringComparison.Ordinal);
    }

    private async Task BeginAsync()
    {
        await using (var hub = await StartLoggedAsync())
        {
            await Witnesses.WitnessAsync(hub, Operators.Shanghai, Clock.Now);
            await hub.AdmitAsync(Operators, Operators.Shanghai);
            await hub.SubmitAsync(Operators.Shanghai, new BatchMaker(Operators.Shanghai, () => Clock.Now).Next());
            await Until.TrueAsync(hub.EverythingIsLogged, hub.Unlogged);
            await Witnesses.WitnessAsync(hub, Operators.Shanghai, Clock.Now);
            await hub.PublishedAsync();
        }
        Assert.Empty(RepositoryCheck.Violations(Data));
    }
}
