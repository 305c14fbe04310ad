using System.Text.Json.Nodes;
using Demo.People;
using Demo.Telling;
using Demo.World;
using Federation.Ceremonies.RollOut;

namespace Demo.Steps;

/// <summary>A status is wrong; a desk elsewhere contests it for the driver, and both regions keep the same signed trace.</summary>
public sealed class Disputing(Country country)
{
    /// <summary>The steps, in order.</summary>
    public IEnumerable<Step> Steps =>
    [
        new("dispute", "An insurer's desk in Shanghai", "contests a hold on a licence from Nanjing for its driver; Jiangsu upholds and corrects", Dispute),
    ];

    private async Task<StepEnd> Dispute(CancellationToken cancel)
    {
        var (licence, phone) = await country.Issue(Driver.NanjingSecond, cancel);
        using var jiangsu = country[Region.Jiangsu].OfficeClient();
        var office = new Office(jiangsu);
        await office.ChangeStatus(licence, "D", "held (rehearsal)", urgent: true, cancel);
        using var gateway = country[Region.Shanghai].DeskClient("insurance");
        var desk = new Desk(gateway, Region.Shanghai.Code);
        var before = await Until("the hold reaches Shanghai", desk, phone, "Refused", cancel);
        var place = await office.Licence(licence, cancel);
        var contest = Contest.Of(Region.Jiangsu.Code, place, country.Clock.Now, "The driver says that the hold is another person's (example).");
        var id = (await desk.Dispute(contest, cancel))["id"]!.GetValue<string>();
        await Wait.Until("the dispute is in Jiangsu's list", async () => (await office.Disputes(cancel)).Any(one => one!["id"]!.GetValue<string>() == id), cancel);
        var there = await office.Uphold(id, "A", cancel);
        JsonNode here = there;
        await Wait.Until("Jiangsu's answer is in Shanghai", async () =>
        {
            here = await desk.Follow(id, cancel);
            return here["state"]!.GetValue<string>() == "Answered";
        }, cancel, seconds: 30);
        var after = await Until("the correction reaches Shanghai", desk, phone, "Accepted", cancel);
        var same = new[] { "record", "answer" }.All(part => here[part]!.GetValue<string>() == there[part]!.GetValue<string>());
        var end = after.Expect("Accepted", "", $"Before: {before.Outcome()} ({before.Reason()}). {here["findingText"]!["zh"]}. Both sides hold the same signed record and answer: {same}.");
        return end with { Ok = end.Ok && same && here["finding"]!.GetValue<string>() == "UpheldCorrected" };
    }

    private static async Task<JsonNode> Until(string what, Desk desk, Phone phone, string outcome, CancellationToken cancel)
    {
        JsonNode verdict = null!;
        await Wait.Until(what, async () => (verdict = await desk.Verify(phone.Present("desk.insurer.example"), "insurance", live: false, cancel)).Outcome() == outcome, cancel);
        return verdict;
    }
}
