using System.Diagnostics;
using System.Text.Json.Nodes;
using Demo.People;
using Demo.Telling;
using Demo.World;
using Federation.Ceremonies.RollOut;

namespace Demo.Steps;

/// <summary>A change in one region is known in every other at once; where there is no network, a verifier knows how old its knowledge is.</summary>
public sealed class RealTime(Country country)
{
    private static readonly TimeSpan AnHour = TimeSpan.FromMinutes(59);
    private static readonly TimeSpan HalfADay = TimeSpan.FromHours(12);
    private static readonly TimeSpan ADay = TimeSpan.FromHours(25);

    /// <summary>The steps, in order.</summary>
    public IEnumerable<Step> Steps =>
    [
        new("status-push", "Suzhou's traffic police", "revoke a licence; an officer in Beijing checks it again and again meanwhile", StatusPush),
        new("offline-device", "A Jiangsu officer's handheld", "loads the nation's status, then one delta, and decides for days without a network", OfflineDevice),
    ];

    private async Task<StepEnd> StatusPush(CancellationToken cancel)
    {
        var (licence, phone) = await country.Issue(Driver.Suzhou, cancel);
        var before = await Ask(phone, cancel);
        using var client = country[Region.Suzhou].OfficeClient();
        using var gateway = country[Region.Beijing].DeskClient("roadside");
        var desk = new Desk(gateway, Region.Beijing.Code);
        var change = Stopwatch.StartNew();
        await new Office(client).ChangeStatus(licence, "E", "revoked (rehearsal)", urgent: true, cancel);
        var durable = change.ElapsedMilliseconds;
        var verdict = before;
        while (verdict.Outcome() == "Accepted" && change.Elapsed < TimeSpan.FromSeconds(20))
            verdict = await desk.Verify(phone.Present("officer.beijing.example"), "roadside", live: false, cancel);
        var refused = change.ElapsedMilliseconds;
        var end = verdict.Expect("Refused", "Revoked", $"Before: {before.Outcome()}. Durable in Suzhou after {durable} ms, refused in Beijing after {refused} ms.");
        return end with { Ok = end.Ok && before.Outcome() == "Accepted" };
    }

    private async Task<StepEnd> OfflineDevice(CancellationToken cancel)
    {
        var (licence, phone) = await country.Issue(Driver.Tianjin, cancel);
        var (_, another) = await country.Issue(Driver.Nanjing, cancel);
        var device = new Handheld(country.Workspace, country.Clock, "offline");
        var (synced, trust) = await device.Sync(country.Hub.PublicUrl, country.Hub.TrustAnchor, cancel);
        if (synced != 0) return new StepEnd(false, Note: trust.ToJsonString());
        var first = await Pull(device, cancel);
        var before = await device.Verify(phone.Present("officer.jiangsu.example"), Region.Jiangsu.Code, "roadside", cancel);
        using (var client = country[Region.Tianjin].OfficeClient())
            await new Office(client).ChangeStatus(licence, "J", "stopped (rehearsal)", urgent: true, cancel);
        JsonNode delta = first;
        (int Code, JsonNode Answer) after = before;
        await Wait.Until("the handheld's next delta holds the change", async () =>
        {
            delta = await Pull(device, cancel);
            after = await device.Verify(phone.Present("officer.jiangsu.example"), Region.Jiangsu.Code, "roadside", cancel);
            return after.Answer.Outcome() == "Refused";
        }, cancel);

        // From here on there is no network: only time passes, on this handheld's clock.
        var soon = await Later(device, another, AnHour, cancel);
        var late = await Later(device, another, HalfADay, cancel);
        var old = await Later(device, another, ADay, cancel);
        var end = after.Answer.Expect("Refused", "Suspended", $"Snapshot {first["bytes"]} bytes, delta {delta["bytes"]} bytes. Offline: {Told(soon)}; {Told(late)}; {Told(old)}.");
        return end with
        {
            Ok = end.Ok && before.Answer.Outcome() == "Accepted" && soon.Outcome() == "Accepted" && Age(soon) >= (long)AnHour.TotalSeconds
                && !soon.Warnings().Contains("StatusStale") && late.Outcome() == "Accepted" && late.Warnings().Contains("StatusStale") && old.Outcome() == "Undecided",
        };
    }

    private async Task<JsonNode> Pull(Handheld device, CancellationToken cancel)
    {
        var (code, answer) = await device.PullStatus(country.Hub.PublicUrl, cancel);
        return code == 0 ? answer : throw new InvalidOperationException(answer.ToJsonString());
    }

    private async Task<JsonNode> Later(Handheld device, Phone phone, TimeSpan later, CancellationToken cancel) =>
        (await device.Verify(phone.Present("officer.jiangsu.example"), Region.Jiangsu.Code, "roadside", cancel, later)).Answer;

    private Task<JsonNode> Ask(Phone phone, CancellationToken cancel) =>
        country.Ask(Region.Beijing, phone.Present("officer.beijing.example"), "roadside", live: false, cancel);

    private static long? Age(JsonNode verdict) => verdict["restsOn"]!["status"]?["ageSeconds"]?.GetValue<long>();

    private static string Told(JsonNode verdict) =>
        $"{TimeSpan.FromSeconds(Age(verdict) ?? 0).TotalHours:F1} h old {verdict.Outcome()}{(verdict.Reason().Length > 0 ? $" ({verdict.Reason()})" : verdict.Warnings().Contains("StatusStale") ? " with a warning" : "")}";
}
