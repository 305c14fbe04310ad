using RegionNode.Issuer.Moving;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Tests.World;

namespace RegionNode.Issuer.Tests.Moving;

/// <summary>Every write of a move can fail and still have happened, at each side: at no instant do both answer, and in the end one does.</summary>
public sealed class MovingCrashTests
{
    [Theory]
    [InlineData("open transfer", false)]
    [InlineData("open transfer", true)]
    [InlineData("prepare transfer", false)]
    [InlineData("prepare transfer", true)]
    [InlineData("confirm transfer", false)]
    [InlineData("confirm transfer", true)]
    [InlineData("walk log", false)]
    [InlineData("walk log", true)]
    [InlineData("commit transfer", false)]
    [InlineData("commit transfer", true)]
    [InlineData("give last word", false)]
    [InlineData("give last word", true)]
    public async Task The_old_side_survives_a_crash_of_a_move_that_happens(string act, bool afterCommit)
    {
        await using var far = await FarRegion.StartAsync();
        var driver = await LeavingDriver.OfAsync(far);
        var node = new MortalNode(far, act, afterCommit);
        await node.ArmAsync();
        await AskAsync(node, driver, far);
        var signed = far.Sign(driver.Prepared!);
        await node.DoAsync(() => Done(() => far.ConfirmAsync(signed)), "the old side knows that both signed");
        far.Append(signed); // From now on the new side may answer.
        await node.DoAsync(async () =>
        {
            var live = await driver.LiveAsync();
            Assert.NotEqual("Valid", live);
            return live == "Transferred";
        }, "the driver has left");
        await node.DoAsync(async () => !(await far.AskAsync(driver.Id, driver.Acceptance)).Dossier.Equals(driver.Prepared!.Dossier), "the last word");

        Assert.True(node.Revived, $"{act} never came");
        Assert.Equal("Transferred", await driver.LiveAsync());
        Assert.Equal(1, far.Near.Stored(db => db.ExecuteScalar<long>("SELECT count(*) FROM life_events WHERE kind = 'MovedOut'")));
    }

    [Theory]
    [InlineData("abort transfer", false)]
    [InlineData("abort transfer", true)]
    [InlineData("walk log", false)]
    [InlineData("walk log", true)]
    public async Task The_old_side_survives_a_crash_of_a_move_that_never_happens(string act, bool afterCommit)
    {
        await using var far = await FarRegion.StartAsync();
        var driver = await LeavingDriver.OfAsync(far);
        await driver.RequestAsync();
        await driver.PrepareAsync();
        var node = new MortalNode(far, act, afterCommit);
        await node.ArmAsync();
        Assert.Equal("Pending", await driver.LiveAsync());
        far.Near.Clock.Advance(TimeSpan.FromMinutes(11));
        far.Believe();
        far.Append();
        await node.DoAsync(async () => await driver.LiveAsync() == "Valid", "the old side answers again");
        Assert.True(node.Revived, $"{act} never came");
        using var desk = new MovingDesk(far.Near);
        Assert.Equal(("Aborted", "NotLogged"), await desk.StandingAsync(driver.Id));
    }

    [Theory]
    [InlineData("accept transfer", false)]
    [InlineData("accept transfer", true)]
    [InlineData("take transfer", false)]
    [InlineData("take transfer", true)]
    [InlineData("walk log", false)]
    [InlineData("walk log", true)]
    [InlineData("commit transfer", false)]
    [InlineData("commit transfer", true)]
    public async Task The_new_side_survives_a_crash_of_a_move_that_happens(string act, bool afterCommit)
    {
        await using var far = await FarRegion.StartAsync();
        var (old, id) = (new OldSide(far, FarRegion.DossierOf(7)), ArrivalTests.NewId());
        far.Gives = old.Give;
        var node = new MortalNode(far, act, afterCommit);
        await node.ArmAsync();
        await node.CallAsync(desk => desk.AcceptAsync(id), "the office accepts");
        await node.DoAsync(() => Task.FromResult(!far.Confirmed.IsEmpty), "both signed");
        Assert.False(IsHere(far)); // Nothing in the log: the old side answers.
        far.Append(far.Confirmed.First());
        old.HasLeft = true;
        await node.DoAsync(() => Task.FromResult(node.Revived && StateOf(far, id) == MoveState.Committed), "the driver is here");
        Assert.True(node.Revived, $"{act} never came");
        Assert.True(IsHere(far));
        Assert.Single(far.Confirmed.Select(signed => Convert.ToHexString(FarRegion.RecordOf(signed).Hash().Span)).Distinct()); // One record, however often it was signed.
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_new_side_survives_a_crash_where_the_old_one_refuses(bool afterCommit)
    {
        await using var far = await FarRegion.StartAsync();
        var id = ArrivalTests.NewId();
        far.Gives = _ => throw FarRegion.Over(MoveReason.Letters);
        var node = new MortalNode(far, "abort transfer", afterCommit);
        await node.ArmAsync();
        await node.CallAsync(desk => desk.AcceptAsync(id), "the office accepts");
        await node.DoAsync(() => Task.FromResult(node.Revived && StateOf(far, id) == MoveState.Aborted), "the move is over");
        Assert.False(IsHere(far));
    }

    [Theory]
    [InlineData("cancel transfer", false)]
    [InlineData("cancel transfer", true)]
    public async Task Either_side_survives_a_crash_where_it_calls_a_move_off(string act, bool afterCommit)
    {
        await using var far = await FarRegion.StartAsync();
        var driver = await LeavingDriver.OfAsync(far);
        await driver.RequestAsync();
        var node = new MortalNode(far, act, afterCommit);
        await node.ArmAsync();
        await node.CallAsync(desk => desk.CancelAsync(driver.Id), "the office calls it off");
        Assert.True(node.Revived);
        Assert.Equal("Valid", await driver.LiveAsync());
        Assert.Equal(MoveState.Aborted, StateOf(far, driver.Id));
    }

    private static async Task AskAsync(MortalNode node, LeavingDriver driver, FarRegion far)
    {
        await node.DoAsync(() => Done(driver.RequestAsync), "the driver asks");
        var acceptance = far.Accept(driver.Id);
        await node.DoAsync(() => Done(() => driver.PrepareAsync(acceptance)), "the old side signs");
    }

    private static async Task<bool> Done(Func<Task> work)
    {
        await work();
        return true;
    }

    private static MoveState? StateOf(FarRegion far, string id) => far.Near.Stored(db => TransferTable.Closed(db, id))?.State;

    private static bool IsHere(FarRegion far) => far.Near.Stored(db => DriverRecordTable.Find(db, db.KeyOf(SyntheticDriver.FileNumber(7)))) is not null;
}
