using System.Net;
using System.Text.Json.Nodes;
using Grpc.Core;
using RegionNode.Issuer.Moving;
using RegionNode.Issuer.Tests.Audit;
using RegionNode.Issuer.Tests.World;

namespace RegionNode.Issuer.Tests.Moving;

/// <summary>Who is refused learns something of a person too: it stands in the trail, and without an entry nobody learns it.</summary>
public sealed class RefusalTrailTests
{
    private const string ViaFar = "region:" + FarRegion.Code;

    [Fact]
    public async Task Leaves_an_entry_where_a_move_is_refused_and_where_nobody_answers_for_a_licence()
    {
        await using var far = await FarRegion.StartAsync();
        var calls = new WitnessedCalls(far.Near);
        using var office = Office.Of(far.Near);
        using var desk = new MovingDesk(far.Near);
        await office.PutAsync(1, "D");
        await calls.CallAsync("RequestTransfer", () => desk.RequestAsync(1), answer => answer.Text.Contains("Letters", StringComparison.Ordinal), SyntheticDriver.FileNumber(1));
        await calls.CallAsync("RequestTransfer", () => desk.RequestAsync(2), answer => answer.Status == HttpStatusCode.NotFound, SyntheticDriver.FileNumber(2));

        var driver = await LeavingDriver.OfAsync(far);
        await driver.RequestAsync();
        await office.RecordAsync(LeavingDriver.Number, new JsonObject { ["kind"] = "Seized", ["reference"] = "合成-1" });
        await calls.CallAsync("Prepare", () => RefusalAsync(far, driver.Id), reason => reason == "Letters", SyntheticDriver.FileNumber(LeavingDriver.Number), why: "PrepareTransfer", who: ViaFar);
        await office.RecordAsync(LeavingDriver.Number, new JsonObject { ["kind"] = "PaperHandedIn", ["reference"] = "合成-2" });
        await office.RecordAsync(LeavingDriver.Number, new JsonObject { ["kind"] = "Released", ["from"] = "Seized", ["reference"] = "合成-3" });
        await driver.PrepareAsync();
        await calls.CallAsync(
            "Prepare", () => RefusalAsync(far, driver.Id), reason => reason == "TransferPending", SyntheticDriver.FileNumber(LeavingDriver.Number), why: "PrepareTransfer", who: ViaFar);
        await PressAsync(far, driver.Id);
        await calls.CallAsync("Live", () => LiveAsync(far, driver), answer => answer.Contains("TransferPending", StringComparison.Ordinal),
            SyntheticDriver.FileNumber(LeavingDriver.Number), why: "Roadside", who: "region:unproven");
    }

    /// <summary>Asks on and on: it is refused each time, and one entry a minute says so.</summary>
    private static async Task PressAsync(FarRegion far, string id)
    {
        var before = Refusals(far);
        for (var again = 0; again < 5; again++)
            Assert.Equal("TransferPending", await RefusalAsync(far, id));
        var pressed = Refusals(far);
        Assert.InRange(pressed - before, 0, 1);
        far.Near.Clock.Advance(TimeSpan.FromMinutes(1));
        far.Believe();
        Assert.Equal("TransferPending", await RefusalAsync(far, id));
        Assert.Equal(pressed + 1, Refusals(far));
    }

    private static long Refusals(FarRegion far) => far.Near.Stored(db => db.ExecuteScalar<long>("SELECT count(*) FROM audit WHERE what LIKE '%refused: TransferPending'"));

    private static async Task<string> RefusalAsync(FarRegion far, string id)
    {
        try
        {
            await far.AskAsync(id);
            return "given";
        }
        catch (RpcException e)
        {
            return e.Trailers.GetValue(TransfersService.ReasonTrailer) ?? "unknown";
        }
    }

    private static async Task<string> LiveAsync(FarRegion far, LeavingDriver driver)
    {
        try
        {
            await far.AskLiveAsync(driver.Offer);
            return "answered";
        }
        catch (RpcException e)
        {
            return e.Status.Detail;
        }
    }
}
