using System.Diagnostics;
using System.Text.Json.Nodes;
using Demo.People;
using Demo.Telling;
using Demo.World;
using Federation.Ceremonies.RollOut;

namespace Demo.Steps;

/// <summary>What happens to a licence while it is held: points, another class, a seizure.</summary>
public sealed class LifeOfALicence(Country country)
{
    private const string Officer = "officer.beijing.example";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly DateOnly CyclesEnd = new(2022, 5, 4);

    /// <summary>The steps, in order.</summary>
    public IEnumerable<Step> Steps =>
    [
        new("points", "A Henan driver", "is caught speeding in Beijing, twice: nine points, then twelve; Beijing asks live a moment later", Points),
        new("class-change", "A Suzhou driver", "passes for buses: the old licence is superseded, the driver applies again", ClassChange),
        new("seizure", "A Shanghai traffic officer", "seizes a licence at the roadside; the paper must be handed in before it is given back", Seizure),
    ];

    private async Task<StepEnd> Points(CancellationToken cancel)
    {
        var (_, phone) = await country.Issue(Driver.HenanSpeeding, cancel, points: 6);
        var before = await Live(phone, cancel);
        var first = await Record(Driver.HenanSpeeding, Points(9), cancel);
        var between = await Live(phone, cancel);
        var second = await Record(Driver.HenanSpeeding, Points(12), cancel);
        var after = await LiveUntil(phone, "Restricted", cancel);
        return new StepEnd(
            PointsOf(before) == 6 && PointsOf(between) == 9 && between.Outcome() == "Accepted" && after.Reason() == "Restricted"
            && (first["consequence"]!.GetValue<string>(), second["consequence"]!.GetValue<string>()) == ("Stays", "Marked"),
            after.Outcome(), after.Reason(), $"Live: {PointsOf(before)} points, then {PointsOf(between)}: {between.Outcome()}. With 12 over the limit. Simulated clock {after["at"]}.");
    }

    private async Task<StepEnd> ClassChange(CancellationToken cancel)
    {
        var (_, old) = await country.Issue(Driver.SuzhouBuses, cancel);
        var before = await Live(old, cancel);
        var outcome = await Record(Driver.SuzhouBuses, new JsonObject { ["kind"] = "ClassAdded", ["code"] = "A3", ["from"] = "2021-12-11" }, cancel);
        var shownAgain = await LiveUntil(old, "Superseded", cancel);
        var (_, phone) = await country.Collect(Driver.SuzhouBuses, cancel);
        var end = (await Live(phone, cancel)).Expect("Accepted", "", $"The old one: {before.Outcome()}, then {shownAgain.Outcome()} ({shownAgain.Reason()}).");
        return end with { Ok = end.Ok && before.Outcome() == "Accepted" && outcome["consequence"]!.GetValue<string>() == "Superseded" && shownAgain.Reason() == "Superseded" };
    }

    private async Task<StepEnd> Seizure(CancellationToken cancel)
    {
        var (_, phone) = await country.Issue(Driver.ShanghaiSeized, cancel);
        var seized = await Record(Driver.ShanghaiSeized, new JsonObject { ["kind"] = "Seized", ["reference"] = "roadside 1 (rehearsal)" }, cancel);
        var during = await LiveUntil(phone, "Suspended", cancel);
        var release = new JsonObject { ["kind"] = "Released", ["from"] = "Seized", ["reference"] = "decision 1 (rehearsal)" };
        using var client = country[Driver.ShanghaiSeized.Home].OfficeClient();
        var early = await new Office(client).TryRecord(Driver.ShanghaiSeized, release, cancel);
        await Record(Driver.ShanghaiSeized, new JsonObject { ["kind"] = "PaperHandedIn", ["reference"] = "receipt 1 (rehearsal)" }, cancel);
        await Record(Driver.ShanghaiSeized, release, cancel);
        var end = (await LiveUntil(phone, "", cancel)).Expect("Accepted", "", $"Seized: {during.Reason()}. {seized["duty"]?["en"]} Given back without it: {early["reason"]}.");
        return end with
        {
            Ok = end.Ok && during.Reason() == "Suspended" && seized["mustHandInPaper"]!.GetValue<bool>() && early["reason"]?.GetValue<string>() == "PaperNotHandedIn",
        };
    }

    private Task<JsonNode> Live(Phone phone, CancellationToken cancel) => country.AskLive(Region.Beijing, () => phone.Present(Officer), "roadside", cancel);

    // An answer made in the same second as the newest epoch is not newer than it: the next second's is.
    private async Task<JsonNode> LiveUntil(Phone phone, string reason, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        var verdict = await Live(phone, cancel);
        while (verdict.Reason() != reason && watch.Elapsed < Patience)
            verdict = await Live(phone, cancel);
        return verdict;
    }

    private async Task<JsonNode> Record(Driver driver, JsonObject lifeEvent, CancellationToken cancel)
    {
        using var client = country[driver.Home].OfficeClient();
        var answer = await new Office(client).TryRecord(driver, lifeEvent, cancel);
        return answer["eventId"] is not null ? answer : throw new InvalidOperationException(answer.ToJsonString());
    }

    private static JsonObject Points(int points) => new() { ["kind"] = "PointsChanged", ["points"] = points, ["clearDate"] = Day(CyclesEnd) };

    private static int? PointsOf(JsonNode verdict) => verdict["restsOn"]!["live"]?["points"]?.GetValue<int>();

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
