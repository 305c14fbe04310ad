using System.Security.Cryptography;
using RegionNode.Issuer.Moving;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Tests.World;
using TrustList.Format.Encoding;
using TrustList.Testing;

namespace RegionNode.Issuer.Tests.Moving;

/// <summary>Policy names another log while a move is signed: what the first may hold, the second does not decide, unless it goes on with it.</summary>
public sealed class OtherLogTests
{
    private const string Next = "hub.test/next";

    [Fact]
    public async Task Decides_nothing_by_a_log_that_does_not_go_on_with_the_one_it_signed_for()
    {
        await using var far = await FarRegion.StartAsync();
        var driver = await LeavingDriver.OfAsync(far);
        await driver.RequestAsync();
        var signed = await driver.PrepareAsync();
        // The new side reads that the first log holds it; this one reads the other by then.
        var (first, other) = (far.Log, Another(far));
        far.Name(other);
        far.Believe();
        far.Name(first);
        far.Append(signed);
        var files = far.Near.Hub!.Files.ToArray();
        far.Name(other);
        far.Near.Clock.Advance(TimeSpan.FromMinutes(11));
        far.Believe();
        far.Append();
        await Eventually.TrueAsync(() => far.Near.Stored(db => TransferWalkTable.Find(db, Next)?.Size) == other.Size, "the other log is read past the deadline");
        await HealthSaysAsync(far, "which is not the log that policy names");
        await Task.Delay(1_500);
        Assert.Equal("Pending", await driver.LiveAsync());
        Assert.Equal(MoveState.Prepared, far.Near.Stored(db => TransferTable.Closed(db, driver.Id))!.State);

        far.Name(first);
        foreach (var (path, content) in files)
            far.Near.Hub.Files[path] = content;
        far.Believe();
        await driver.AnswersAsync("Transferred");
    }

    [Fact]
    public async Task Holds_back_whom_a_database_put_back_has_forgotten_until_that_log_is_read()
    {
        await using var far = await FarRegion.StartAsync();
        var driver = await LeavingDriver.OfAsync(far);
        using var folder = new TestFolder();
        await far.Near.RestartAsync(() => far.Near.Database.BackupAsync(folder.Path));
        far.Believe();
        await driver.RequestAsync();
        await driver.PrepareAsync();
        await far.Near.RestartAsync(() => far.Near.Database.RestoreAsync(folder.Path));
        var first = far.Log;
        far.Name(Another(far));
        far.Near.Clock.Advance(TimeSpan.FromMinutes(11));
        far.Believe();
        far.Append();
        await HealthSaysAsync(far, "which is not the log that policy names");
        Assert.Equal("Pending", await driver.LiveAsync());

        far.Name(first);
        far.Believe();
        far.Append();
        await driver.AnswersAsync("Valid");
    }

    [Fact]
    public async Task Decides_by_a_log_that_goes_on_with_the_one_it_signed_for()
    {
        await using var far = await FarRegion.StartAsync();
        var driver = await LeavingDriver.OfAsync(far);
        await driver.RequestAsync();
        await driver.PrepareAsync();
        far.Name(far.Log.Fork(Next));
        far.Near.Clock.Advance(TimeSpan.FromMinutes(11));
        far.Believe();
        far.Append();
        await driver.AnswersAsync("Valid");
        using var desk = new MovingDesk(far.Near);
        Assert.Equal(("Aborted", "NotLogged"), await desk.StandingAsync(driver.Id));
        Assert.Equal(Next, far.Near.Stored(db => TransferTable.Closed(db, driver.Id))!.Origin);
    }

    [Fact]
    public async Task Reads_no_further_in_a_log_that_does_not_begin_with_what_was_read_of_it()
    {
        await using var far = await FarRegion.StartAsync();
        var driver = await LeavingDriver.OfAsync(far);
        await driver.RequestAsync();
        await driver.PrepareAsync();
        far.Name(LogSimulator.Create(Province.Code, FarRegion.Code, "330000")); // The same name, another key, other epochs.
        far.Near.Clock.Advance(TimeSpan.FromMinutes(11));
        far.Believe();
        far.Append();
        far.Append();
        await HealthSaysAsync(far, "does not begin with");
        Assert.Equal("Pending", await driver.LiveAsync());
    }

    private static LogSimulator Another(FarRegion far)
    {
        var log = LogSimulator.Create(Province.Code, FarRegion.Code, "330000");
        log.Append(Instants.WholeSeconds(far.Near.Clock.GetUtcNow()), SHA256.HashData("another"u8));
        return log.Fork(Next);
    }

    private static Task HealthSaysAsync(FarRegion far, string words) => Eventually.TrueAsync(
        async () => (await far.Near.HealthAsync()).Body.ToJsonString().Contains(words, StringComparison.Ordinal), $"health says: {words}");
}
