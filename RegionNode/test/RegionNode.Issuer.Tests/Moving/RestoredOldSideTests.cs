using RegionNode.Issuer.Tests.World;

namespace RegionNode.Issuer.Tests.Moving;

/// <summary>
/// The old region puts an older database back, from any point of a move. From its start on it never answers for a driver whom the
/// new region may answer for; once it can read the log, it knows which of the two it is.
/// </summary>
public sealed class RestoredOldSideTests
{
    /// <summary>Where the backup is from.</summary>
    public enum Backup
    {
        BeforeRequest,
        Requested,
        Prepared,
        Submitted,
    }

    [Theory]
    [InlineData(Backup.BeforeRequest, true)]
    [InlineData(Backup.Requested, true)]
    [InlineData(Backup.Prepared, true)]
    [InlineData(Backup.Submitted, true)]
    [InlineData(Backup.BeforeRequest, false)]
    [InlineData(Backup.Requested, false)]
    [InlineData(Backup.Prepared, false)]
    public async Task Answers_no_more_once_both_signed_and_the_log_takes_it(Backup backup, bool loggedBefore)
    {
        await using var far = await FarRegion.StartAsync();
        var driver = await LeavingDriver.OfAsync(far);
        var signed = await MoveAndRestoreAsync(far, driver, backup, beforeStart: transfer =>
        {
            if (loggedBefore)
                far.Append(transfer);
        });

        Assert.Equal("Pending", await driver.LiveAsync()); // The trust list is not even there yet.
        far.Believe();
        if (!loggedBefore)
        {
            far.Append(); // The log can be read, and does not hold it yet: it still may.
            await Task.Delay(2_500);
            Assert.Equal("Pending", await driver.LiveAsync());
            far.Append(signed);
        }
        await driver.AnswersAsync("Transferred");
        using var desk = new MovingDesk(far.Near);
        Assert.Equal("MoveRefused", (await desk.RequestAsync(LeavingDriver.Number)).Problem);
        Assert.Equal(Moved(far, driver), (1, 0));
    }

    [Theory]
    [InlineData(Backup.BeforeRequest)]
    [InlineData(Backup.Requested)]
    [InlineData(Backup.Prepared)]
    public async Task Answers_again_once_the_log_was_read_past_the_deadline_and_does_not_hold_it(Backup backup)
    {
        await using var far = await FarRegion.StartAsync();
        var driver = await LeavingDriver.OfAsync(far);
        await MoveAndRestoreAsync(far, driver, backup, beforeStart: _ => { });
        far.Believe();
        Assert.Equal("Pending", await driver.LiveAsync());
        var again = await Assert.ThrowsAsync<Grpc.Core.RpcException>(async () => Assert.NotEqual(driver.Prepared, await far.AskAsync(driver.Id, far.Accept(driver.Id))));
        Assert.NotEqual(Grpc.Core.StatusCode.OK, again.StatusCode); // It signs no second record.

        far.Near.Clock.Advance(TimeSpan.FromMinutes(11));
        far.Believe();
        far.Append();
        await driver.AnswersAsync("Valid");
        Assert.Equal(Moved(far, driver), (0, 0));
    }

    [Fact]
    public async Task Reads_again_what_it_knew_before_it_was_put_back()
    {
        await using var far = await FarRegion.StartAsync();
        var driver = await LeavingDriver.OfAsync(far);
        using var folder = new TestFolder();
        await driver.RequestAsync();
        await far.Near.RestartAsync(() => far.Near.Database.BackupAsync(folder.Path));
        far.Believe();
        var signed = await driver.PrepareAsync();
        far.Append(signed);
        await driver.AnswersAsync("Transferred");

        await far.Near.StopIssuerAsync();
        await far.Near.Database.RestoreAsync(folder.Path);
        await far.Near.StartIssuerAsync(); // Never ready: the hub holds a head that this database does not know.
        Assert.NotEqual("Valid", await driver.LiveAsync());
        far.Believe();
        await Eventually.TrueAsync(() => Moved(far, driver) == (1, 0), "the move is known again");
        Assert.NotEqual("Valid", await driver.LiveAsync());
    }

    private static async Task<byte[]> MoveAndRestoreAsync(FarRegion far, LeavingDriver driver, Backup backup, Action<byte[]> beforeStart)
    {
        using var folder = new TestFolder();
        async Task TakeAsync(Backup now)
        {
            if (now != backup)
                return;
            await far.Near.RestartAsync(() => far.Near.Database.BackupAsync(folder.Path));
            far.Believe();
        }
        await TakeAsync(Backup.BeforeRequest);
        await driver.RequestAsync();
        await TakeAsync(Backup.Requested);
        var signed = await driver.PrepareAsync();
        await TakeAsync(Backup.Prepared);
        await far.ConfirmAsync(signed);
        await TakeAsync(Backup.Submitted);
        await far.Near.RestartAsync(async () =>
        {
            await far.Near.Database.RestoreAsync(folder.Path);
            beforeStart(signed);
        });
        return signed;
    }

    /// <summary>How often the driver left by this database, and how many moves are open.</summary>
    private static (long Left, long Open) Moved(FarRegion far, LeavingDriver driver) => far.Near.Stored(db => (
        db.ExecuteScalar<long>("SELECT count(*) FROM life_events WHERE kind = 'MovedOut'"),
        db.ExecuteScalar<long>("SELECT count(*) FROM transfers WHERE id = @Id AND state IN (1, 2)", new { driver.Id })));
}
