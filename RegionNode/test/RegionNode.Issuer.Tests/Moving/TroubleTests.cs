using Microsoft.Extensions.DependencyInjection;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Tests.World;

namespace RegionNode.Issuer.Tests.Moving;

/// <summary>One move that cannot go on holds up no other.</summary>
public sealed class TroubleTests
{
    [Fact]
    public async Task Tells_of_a_move_that_cannot_be_read_and_passes_it_by()
    {
        await using var far = await FarRegion.StartAsync();
        using var desk = new MovingDesk(far.Near);
        var (bad, good) = (ArrivalTests.NewId(), ArrivalTests.NewId());
        await desk.AcceptAsync(bad);
        far.Near.Issuer.Services.GetRequiredService<IDurableStore>().Write("spoil", db => db.Execute("UPDATE transfers SET sealing_key = @key WHERE id = @bad", new { key = new byte[40], bad }));
        var old = new OldSide(far, FarRegion.DossierOf(7));
        far.Gives = old.Give;
        await desk.AcceptAsync(good);
        await Eventually.TrueAsync(() => !far.Confirmed.IsEmpty, "the other one goes on");
        await Eventually.TrueAsync(async () => (await far.Near.HealthAsync()).Body.ToJsonString().Contains(bad, StringComparison.Ordinal), "health names it");
        Assert.Equal("Requested", (await desk.StandingAsync(bad)).State); // It can still be looked at, and called off.
        await desk.CancelAsync(bad);
        await Eventually.TrueAsync(async () => !(await far.Near.HealthAsync()).Body.ToJsonString().Contains(bad, StringComparison.Ordinal), "health is content");
    }
}
