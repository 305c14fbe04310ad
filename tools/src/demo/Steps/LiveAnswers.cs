using System.Diagnostics;
using Demo.People;
using Demo.Telling;
using Demo.World;
using Federation.Ceremonies.RollOut;

namespace Demo.Steps;

/// <summary>The home region answers live, is away, and revokes.</summary>
public sealed class LiveAnswers(Country country, Props props)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>The steps, in order.</summary>
    public IEnumerable<Step> Steps =>
    [
        new("live", "The Beijing officer", "asks Henan live, gateway to gateway: status letters and points", Live),
        new("live-home-down", "The Beijing officer and the rental desk", "ask while Henan's node is switched off", LiveHomeDown),
        new("revoke", "Henan's traffic police", "revoke the licence (letter E)", Revoke),
        new("refuse-revoked", "The Beijing officer", "checks the revoked licence, without a live question", RefuseRevoked),
    ];

    private async Task<StepEnd> Live(CancellationToken cancel)
    {
        var verdict = await country.AskLive(Region.Beijing, () => props.Zhengzhou.Phone.Present("officer.beijing.example"), "roadside", cancel);
        var live = verdict["restsOn"]!["live"];
        var (letters, points) = (live?["letters"]?.GetValue<string>(), live?["points"]?.GetValue<int>());
        var end = verdict.Expect("Accepted", "", $"Henan signs: letters {letters}, {points} points.");
        return end with { Ok = end.Ok && letters == "AH" && points == 3 };
    }

    private async Task<StepEnd> LiveHomeDown(CancellationToken cancel)
    {
        var henan = country[Region.Henan];
        await henan.Stop();
        var watch = Stopwatch.StartNew();
        var police = await country.Ask(Region.Beijing, props.Zhengzhou.Phone.Present("officer.beijing.example"), "roadside", live: true, cancel);
        var rental = await country.Ask(Region.Beijing, props.Zhengzhou.Phone.Present("desk.rental.example"), "rental", live: true, cancel);
        var took = watch.Elapsed;
        henan.StartIssuer();
        henan.StartGateway();
        var age = rental["restsOn"]!["status"]?["ageSeconds"]?.GetValue<long>();
        var end = police.Expect("Undecided", "LiveUnavailable", $"Rental, by policy: {rental.Outcome()} on a status {age} s old. Both answered in {took.TotalMilliseconds:F0} ms.");
        await country.Synchronised(cancel);
        return end with { Ok = end.Ok && rental.Outcome() == "Accepted" && age is not null && took < Patience };
    }

    private async Task<StepEnd> Revoke(CancellationToken cancel)
    {
        using var client = country[Region.Henan].OfficeClient();
        await Wait.Until("Henan's node is back", async () => (await client.GetAsync(new Uri("/health/ready", UriKind.Relative), cancel)).IsSuccessStatusCode, cancel);
        await new Office(client).ChangeStatus(props.Zhengzhou.LicenceId, "E", "revoked (rehearsal)", urgent: true, cancel);
        return new StepEnd(true, "Revoked", Note: "Durable at the node; on its way to the hub in the next signed status list.");
    }

    private async Task<StepEnd> RefuseRevoked(CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        System.Text.Json.Nodes.JsonNode verdict = null!;
        await Wait.Until("the revocation reaches Beijing", async () =>
        {
            verdict = await country.Ask(Region.Beijing, props.Zhengzhou.Phone.Present("officer.beijing.example"), "roadside", live: false, cancel);
            return verdict.Outcome() == "Refused";
        }, cancel);
        return verdict.Expect("Refused", "Revoked", $"Refused {watch.ElapsedMilliseconds} ms after the first question, at the gateway's next sync.");
    }
}
