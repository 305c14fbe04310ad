using RegionNode.Issuer.Tests.World;

namespace RegionNode.Issuer.Tests.Moving;

/// <summary>A region that takes every question and answers none keeps back no move that needs no answer of it.</summary>
public sealed class SilentNeighbourTests
{
    private const int Open = 60; // Asked one after the other, four at once and ten seconds each, they would take two minutes and a half.

    [Fact]
    public async Task Takes_no_time_of_the_steps_that_need_nobody()
    {
        await using var far = await FarRegion.StartAsync();
        var driver = await LeavingDriver.OfAsync(far);
        using var desk = new MovingDesk(far.Near);
        var told = new TaskCompletionSource();
        far.Holds = told.Task;
        for (var n = 0; n < Open; n++)
            await desk.AcceptAsync(ArrivalTests.NewId());
        await driver.RequestAsync();
        far.Append(await driver.PrepareAsync());
        await driver.AnswersAsync("Transferred");

        // What nobody went on with ends though its region is silent.
        far.Near.Clock.Advance(TimeSpan.FromDays(3) + TimeSpan.FromMinutes(1));
        far.Believe();
        await Eventually.TrueAsync(
            () => far.Near.Stored(db => db.ExecuteScalar<long>("SELECT count(*) FROM transfers WHERE reason = 'NotTaken'")) == Open, "all are over");
        told.SetResult();
    }
}
