using System.Text.Json.Nodes;
using Demo.People;
using Demo.Telling;
using Demo.World;
using Federation.Ceremonies;
using Federation.Ceremonies.RollOut;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;

namespace Demo.Steps;

/// <summary>A key leaks on a Sunday: one duty officer acts at once, the national operators decide later.</summary>
public sealed class Emergency(Country country, Props props)
{
    private static readonly DateTimeOffset Sunday = new(2021, 12, 19, 1, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Suspected = new(2021, 12, 18, 16, 0, 0, TimeSpan.Zero);

    /// <summary>The steps, in order.</summary>
    public IEnumerable<Step> Steps =>
    [
        new("key-compromise", "A national duty officer", "takes Henan's leaked key out of trust on a Sunday, alone; licences signed since Sunday's beginning are refused", KeyCompromise),
        new("notice-lapse", "A national duty officer", "suspends Shanghai in error; without a ratification that ends after 72 hours, for those who hold later targets", NoticeLapse),
    ];

    private async Task<StepEnd> KeyCompromise(CancellationToken cancel)
    {
        await country.MoveTo(Sunday, cancel);
        var (_, stolen) = await country.Issue(Driver.ZhengzhouFourth, cancel);
        (_, props.ShanghaiSecondPhone) = await country.Issue(Driver.ShanghaiSecond, cancel);
        var before = await Ask(stolen, "roadside", cancel);
        var key = before["issuer"]!["certificateThumbprint"]!.GetValue<string>();

        await Issue(EmergencyCeremony.AgainstKey(
            country.Nation!.Notices, "henan-2021-12-19", Region.Henan.Code, key, Suspected,
            new WrittenReason("签发密钥泄露（演练）", "signing key leaked (rehearsal)"), country.Nation.TargetsVersion, country.Clock.Now), cancel);
        JsonNode since = before;
        await Wait.Until("Beijing's gateway knows the notice", async () => (since = await Ask(stolen, "roadside", cancel)).Outcome() == "Refused", cancel);
        var older = await Ask(props.ZhengzhouThirdPhone, "roadside", cancel);
        var rental = await Ask(props.ZhengzhouThirdPhone, "rental", cancel);
        var shanghai = await Ask(props.ShanghaiSecondPhone, "roadside", cancel);
        country.Nation.Policy = EmergencyCeremony.Decide(
            country.Nation.Policy, "henan-2021-12-19", NoticeOutcome.Ratified, new WrittenReason("确认（演练）", "confirmed (rehearsal)"), country.Clock.Now);

        var end = since.Expect("Refused", "SignerCompromised", $"Before the notice: {before.Outcome()}. Signed a week earlier, which a thief can write too: police {older.Outcome()} ({older.Reason()}), rental {rental.Outcome()}{Warned(rental)}, as policy says. A Shanghai licence: {shanghai.Outcome()}.");
        return end with
        {
            Ok = end.Ok && before.Outcome() == "Accepted" && (older.Outcome(), older.Reason()) == ("Refused", "IssuanceUnproven")
                && rental.Outcome() == "Accepted" && rental.Warnings().Contains("IssuanceUnproven") && shanghai.Outcome() == "Accepted",
        };
    }

    private async Task<StepEnd> NoticeLapse(CancellationToken cancel)
    {
        await Issue(EmergencyCeremony.AgainstRegion(
            country.Nation!.Notices, "shanghai-2021-12-19", Region.Shanghai.Code,
            new WrittenReason("误报（演练）", "raised in error (rehearsal)"), country.Nation.TargetsVersion, country.Clock.Now), cancel);
        JsonNode verdict = null!;
        await Wait.Until("Beijing's gateway knows the notice", async () => (verdict = await Ask(props.ShanghaiSecondPhone, "roadside", cancel)).Outcome() == "Refused", cancel);
        var during = verdict;
        await country.Clock.Advance(TimeSpan.FromHours(73), cancel);
        await country.Synchronised(cancel, away: 1);
        var sameTargets = await Ask(props.ShanghaiSecondPhone, "roadside", cancel);
        await country.Hub.Renew(country.Nation, cancel);
        await country.Synchronised(cancel);
        await Wait.Until("Beijing's gateway holds later targets", async () => (verdict = await Ask(props.ShanghaiSecondPhone, "roadside", cancel)).Outcome() == "Accepted", cancel);
        var ratified = await Ask(props.ZhengzhouThirdPhone, "roadside", cancel);
        var end = verdict.Expect("Accepted", "", $"During the notice: {during.Outcome()} ({during.Reason()}). After 73 hours, on the same targets: {sameTargets.Outcome()}; on later targets: {verdict.Outcome()}. The ratified notice on Henan's key stands: {ratified.Outcome()}.");
        return end with
        {
            Ok = end.Ok && during.Reason() == "RegionUnderNotice" && sameTargets.Reason() == "RegionUnderNotice" && ratified.Reason() == "IssuanceUnproven",
        };
    }

    private async Task Issue(NoticesDocument notices, CancellationToken cancel)
    {
        country.Nation!.Notices = notices;
        var (metadata, files) = country.Nation.SignNotices(country.Clock.Now);
        await country.Hub.Submit(RoleNames.Emergency, metadata, files, cancel);
    }

    private Task<JsonNode> Ask(Phone phone, string purpose, CancellationToken cancel) =>
        country.Ask(Region.Beijing, phone.Present("officer.beijing.example"), purpose, live: false, cancel);

    private static string Warned(JsonNode verdict) => verdict.Warnings() is { Count: > 0 } warnings ? $" with {string.Join(", ", warnings)}" : "";
}
