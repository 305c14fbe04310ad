using System.Text.Json.Nodes;
using Demo.People;
using Demo.Telling;
using Demo.World;
using Federation.Ceremonies.RollOut;

namespace Demo.Steps;

/// <summary>
/// Tianjin's signing key is stolen. The date in a licence is the thief's to choose; when it was logged is not. So the thief had
/// logged one in advance, and Tianjin finds it.
/// </summary>
public sealed class Backdating(Country country)
{
    private static readonly TimeSpan AWhile = TimeSpan.FromMinutes(20);
    private RegionSite Tianjin => country[Region.Tianjin];
    private Phone? before;
    private Phone? unproven;
    private Phone? after;

    /// <summary>The steps, in order.</summary>
    public IEnumerable<Step> Steps =>
    [
        new("backdated", "A thief with Tianjin's signing key", "dates one licence before the theft, and has logged another in advance; Tianjin opens its log and disowns that leaf", Backdated),
        new("spared", "Honest drivers of Tianjin", "show licences of the stolen key: one carries its issuance proof, one never fetched it, one was issued after the theft", Spared),
    ];

    private async Task<StepEnd> Backdated(CancellationToken cancel)
    {
        using var gateway = Tianjin.GatewayClient();
        (_, unproven) = await country.Issue(Driver.TianjinBefore, cancel);
        before = await unproven.Prove(gateway, cancel);
        var thief = new Thief(Tianjin, country.Hub, unproven);
        var stockpiled = thief.Forge(country.Clock.Now, index: 777_777);
        var leaf = await thief.Plant(stockpiled);
        stockpiled = await stockpiled.Prove(gateway, cancel);
        await country.Clock.Advance(AWhile, cancel);
        var suspected = country.Clock.Now;
        await country.Clock.Advance(AWhile, cancel);
        (_, after) = await country.Issue(Driver.TianjinAfter, cancel);
        var backdated = thief.Forge(suspected.AddHours(-1), index: 777_778);
        var unnoticed = await Ask(backdated, cancel);

        Inbox((province, into) => province.Compromise(thief.Thumbprint, suspected, "signing key stolen (rehearsal)", into, country.Clock.Now));
        var refused = await Until("Beijing's gateway knows the theft", backdated, "IssuanceUnproven", cancel);
        var passes = await Ask(stockpiled, cancel);

        var policy = country.Workspace.File("policy-for-opening.json");
        await File.WriteAllBytesAsync(policy, country.Nation!.Policy.Write(), cancel);
        var alien = await Tianjin.OpenLeaves(policy, cancel);
        Inbox((province, into) => province.Disown(thief.Thumbprint, alien.Select(Convert.FromHexString), into, country.Clock.Now));
        var disowned = await Until("Beijing's gateway knows the disowned leaf", stockpiled, "IssuanceDisowned", cancel);

        var end = refused.Expect("Refused", "IssuanceUnproven", $"Before the theft was known: {unnoticed.Outcome()}. The one that the thief had logged in advance: {passes.Outcome()}, until Tianjin opened its leaves against its registry, found {alien.Count} that no licence opens and disowned it: {disowned.Outcome()} ({disowned.Reason()}).");
        return end with
        {
            Ok = end.Ok && unnoticed.Outcome() == "Accepted" && passes.Outcome() == "Accepted" && alien is [var found] && found == leaf
                && (disowned.Outcome(), disowned.Reason()) == ("Refused", "IssuanceDisowned"),
        };
    }

    private async Task<StepEnd> Spared(CancellationToken cancel)
    {
        var (spared, without, late) = (await Ask(Left(before), cancel), await Ask(Left(unproven), cancel), await Ask(Left(after), cancel));
        var issuance = spared["restsOn"]?["issuance"];
        var end = spared.Expect("Accepted", "", $"Logged at {issuance?["loggedAt"]}, epoch {issuance?["epoch"]}. The same licence without its proof: {without.Outcome()} ({without.Reason()}). An honest one issued after the theft began is not spared, for nothing tells it from the thief's: {late.Outcome()} ({late.Reason()}).");
        return end with
        {
            Ok = end.Ok && issuance is not null && without.Reason() == "IssuanceUnproven" && (late.Outcome(), late.Reason()) == ("Refused", "SignerCompromised"),
        };
    }

    private void Inbox(Action<Federation.Ceremonies.ProvinceFolder, string> publish) => publish(Tianjin.Province, Path.Combine(Tianjin.IssuerData, "inbox"));

    private async Task<JsonNode> Until(string what, Phone phone, string reason, CancellationToken cancel)
    {
        JsonNode verdict = null!;
        await Wait.Until(what, async () => (verdict = await Ask(phone, cancel)).Reason() == reason, cancel, seconds: 40);
        return verdict;
    }

    private Task<JsonNode> Ask(Phone phone, CancellationToken cancel) =>
        country.Ask(Region.Beijing, phone.Present("officer.beijing.example"), "roadside", live: false, cancel);

    private static Phone Left(Phone? phone) => phone ?? throw new InvalidOperationException("the step before did not come this far");
}
