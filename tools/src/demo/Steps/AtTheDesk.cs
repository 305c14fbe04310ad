using System.Text.Json.Nodes;
using Demo.People;
using Demo.Telling;
using Demo.World;
using Federation.Ceremonies.RollOut;
using TrustList.Format.Registry;

namespace Demo.Steps;

/// <summary>One licence at several desks: each learns what its purpose needs; then as QR codes on the phone.</summary>
public sealed class AtTheDesk(Country country)
{
    private static readonly TimeSpan OlderThanACode = TimeSpan.FromMinutes(2);
    private Phone phone = null!;

    /// <summary>The steps, in order.</summary>
    public IEnumerable<Step> Steps =>
    [
        new("roadside", "The Beijing police, a registered party", "check a Shanghai driver (example) and see status letters and points", Roadside),
        new("rental-desk", "A rental desk in Beijing", "checks the same driver and sees neither", RentalDesk),
        new("qr-static", "The driver", "shows a code that does not change: it proves the issue, not who shows it, and the verdict says so", QrStatic),
        new("qr-dynamic", "The driver", "scans the desk's challenge and answers with a code for this desk, this purpose, sixty seconds", QrDynamic),
        new("qr-replayed", "Somebody behind the driver", "photographs a code that no challenge asked for, and shows it after the driver did", QrReplayed),
        new("screenshot", "The driver", "shows a picture of a code that is two minutes old", Screenshot),
    ];

    private async Task<StepEnd> Roadside(CancellationToken cancel)
    {
        var (_, collected) = await country.Issue(Driver.ShanghaiAtDesks, cancel, letters: "AH", points: 6);
        using var home = country[Region.Shanghai].GatewayClient();
        phone = await collected.WithCodes(home, Region.Shanghai.Code, cancel);
        var verdict = await country.AskLive(Region.Beijing, () => phone.Present("officer.beijing.example"), "roadside", cancel);
        var live = verdict["restsOn"]!["live"];
        var (letters, points) = (live?["letters"]?.GetValue<string>(), live?["points"]?.GetValue<int>());
        var end = verdict.Expect("Accepted", "", $"Letters {letters}, {points} points, in a statement of Shanghai's that the officer can check again ({verdict["liveAssertion"]!.GetValue<string>().Length} characters).");
        return end with { Ok = end.Ok && letters == "AH" && points == 6 };
    }

    private async Task<StepEnd> RentalDesk(CancellationToken cancel)
    {
        var verdict = await country.AskLive(Region.Beijing, () => phone.Present("desk.rental.example"), "rental", cancel);
        var live = verdict["restsOn"]!["live"];
        var seen = verdict.Elements();
        var end = verdict.Expect("Accepted", "", $"Passed on: {string.Join(", ", seen)}.");
        return end with { Ok = end.Ok && live?["letters"]?.GetValue<string>() == "" && live["points"] is null && !seen.Contains("document_number") };
    }

    private async Task<StepEnd> QrStatic(CancellationToken cancel)
    {
        var verdict = await Show(phone.StaticCode, challenge: null, cancel);
        var end = verdict.Expect("Accepted", "", $"Warned: {string.Join(", ", verdict.Warnings())}.");
        return end with { Ok = end.Ok && verdict.Warnings().Contains("QrStaticOnly") };
    }

    private async Task<StepEnd> QrDynamic(CancellationToken cancel)
    {
        using var desk = country[Region.Beijing].DeskClient("rental");
        var challenge = await new Desk(desk, Region.Beijing.Code).Challenge(cancel);
        shown = (phone.DynamicCode(Purpose.Rental, country.Clock.Now, challenge), challenge);
        var verdict = await Show(shown.Code, shown.Challenge, cancel);
        var end = verdict.Expect("Accepted", "", $"{shown.Code.Length} characters; warnings: {verdict.Warnings().Count}.");
        return end with { Ok = end.Ok && !verdict.Warnings().Contains("NoVerifierChallenge") && verdict["presented"]!["kind"]!.GetValue<string>() == "QrDynamic" };
    }

    private (string Code, string Challenge) shown;

    private async Task<StepEnd> QrReplayed(CancellationToken cancel)
    {
        var unasked = phone.DynamicCode(Purpose.Rental, country.Clock.Now, challenge: null);
        var first = await Show(unasked, challenge: null, cancel);
        var verdict = await Show(unasked, challenge: null, cancel);
        var end = verdict.Expect("Refused", "QrReplayed", $"The first time it was {first.Outcome()}, with {string.Join(", ", first.Warnings())}: no challenge had been asked for.");
        return end with { Ok = end.Ok && first.Outcome() == "Accepted" && first.Warnings().Contains("NoVerifierChallenge") };
    }

    private async Task<StepEnd> Screenshot(CancellationToken cancel)
    {
        var picture = phone.DynamicCode(Purpose.Rental, country.Clock.Now, challenge: null);
        await country.Clock.Advance(OlderThanACode, cancel);
        return (await Show(picture, challenge: null, cancel)).Expect("Refused", "QrExpired", "A code lives sixty seconds.");
    }

    private async Task<JsonNode> Show(string code, string? challenge, CancellationToken cancel)
    {
        using var desk = country[Region.Beijing].DeskClient("rental");
        return await new Desk(desk, Region.Beijing.Code).Scan(code, "rental", challenge, cancel);
    }
}
