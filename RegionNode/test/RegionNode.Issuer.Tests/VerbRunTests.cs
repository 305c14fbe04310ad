using Federation.Hosting;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace RegionNode.Issuer.Tests;

/// <summary>What a verb of the program says where it fails.</summary>
public sealed class VerbRunTests
{
    public static TheoryData<Exception> Outside =>
        [new StartRefusedException("no database"), new IOException("no file"), new UnauthorizedAccessException("not mine"), new NpgsqlException("no server"), new SqliteException("full", 13)];

    [Theory]
    [MemberData(nameof(Outside), DisableDiscoveryEnumeration = true)]
    public async Task Ends_with_the_verbs_own_code_where_what_lies_outside_fails(Exception fault)
    {
        Assert.Equal(2, VerbRun.Of("not done", 2, () => throw fault));
        Assert.Equal(2, await VerbRun.OfAsync("not done", 2, async () =>
        {
            await Task.Yield();
            throw fault;
        }));
    }

    [Fact]
    public void Hides_no_fault_of_the_program() => Assert.Throws<InvalidOperationException>(() => VerbRun.Of("not done", 2, () => throw new InvalidOperationException("ours")));

    [Fact]
    public void Reads_settings_past_the_flags_that_stand_alone() => Assert.Equal(
        ("DIR", "why"), (VerbRun.Settings(["--new-key", "--data", "DIR", "--reason", "why"], "--new-key")["data"], VerbRun.Settings(["--data", "DIR", "--reason", "why"])["reason"]));
}
