using Demo.People;
using Demo.Telling;
using Demo.World;
using Federation.Ceremonies.RollOut;

namespace Demo.Steps;

/// <summary>A driver moves from one region to another: the log holds one record, and exactly one region answers.</summary>
public sealed class Moving(Country country)
{
    /// <summary>The step.</summary>
    public IEnumerable<Step> Steps =>
    [
        new("move", "A Suzhou driver (example)", "moves to Chengdu: both regions sign, the log decides, the driver applies anew", Move),
    ];

    private async Task<StepEnd> Move(CancellationToken cancel)
    {
        var (_, old) = await country.Issue(Driver.SuzhouMoving, cancel, points: 2);
        using var suzhou = country[Region.Suzhou].OfficeClient();
        using var chengdu = country[Region.Chengdu].OfficeClient();
        var (leaving, arriving) = (new MovingOffice(suzhou), new MovingOffice(chengdu));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var id = await leaving.Request(Driver.SuzhouMoving.FileNumber, Region.Chengdu.Code, cancel);
        await arriving.Accept(id, Region.Suzhou.Code, Region.Chengdu.Code, cancel);
        var (left, came) = (await leaving.Decided(id, cancel), await arriving.Decided(id, cancel));
        var took = watch.Elapsed;
        if (left["state"]!.GetValue<string>() != "Committed" || came["state"]!.GetValue<string>() != "Committed")
            return new StepEnd(false, Note: $"{left.ToJsonString()} {came.ToJsonString()}");

        System.Text.Json.Nodes.JsonNode gone = null!;
        await Wait.Until("the old licence is TRANSFERRED in Chengdu", async () =>
        {
            gone = await country.Ask(Region.Chengdu, old.Present("counter.chengdu.example"), "roadside", live: false, cancel);
            return gone.Outcome() == "Refused";
        }, cancel);
        // The holder carries the proof: whoever finds the old licence TRANSFERRED learns whereto, by the log and nobody's word.
        using var oldGateway = country[Region.Suzhou].GatewayClient();
        old = await old.ProveTransfer(oldGateway, cancel);
        gone = await country.Ask(Region.Chengdu, old.Present("counter.chengdu.example"), "roadside", live: false, cancel);
        var moved = gone["restsOn"]!["transfer"];

        var (_, fresh) = await arriving.Collect(country, Driver.SuzhouMoving, Region.Chengdu, cancel);
        var verdict = await country.Ask(Region.Chengdu, fresh.Present("counter.chengdu.example"), "counter", live: false, cancel);
        var end = verdict.Expect("Accepted", "", $"Suzhou's licence: {gone["reason"]} to {moved?["to"]}, by the holder's {moved?["source"]} (epoch {moved?["epoch"]}); Chengdu's, signed with SM2, accepted. Moved in {took.TotalSeconds:F1} s.");
        return end with { Ok = end.Ok && gone["reason"]?.GetValue<string>() == "Transferred" && moved?["to"]?.GetValue<string>() == Region.Chengdu.Code };
    }
}
