using System.Text.Json.Nodes;
using Demo.People;
using Demo.World;
using Federation.Ceremonies.RollOut;
using Federation.Tests.World;

namespace Federation.Tests.Crossing;

/// <summary>A licence crosses a border, through every program.</summary>
[Collection(SharedFederation.Name)]
public sealed class CrossingTests(SharedFederation shared)
{
    private Country Country => shared.Federation.Country;

    private CancellationToken Cancel => shared.Federation.Cancel;

    [Fact]
    public async Task Accepts_a_shanghai_licence_at_jiangsus_gateway()
    {
        var (_, phone) = await Country.Issue(Drivers.Next(), Cancel);
        var verdict = await Ask(phone);
        Assert.True(Outcome(verdict) == "Accepted", verdict.ToJsonString());
        Assert.Equal("310000", verdict["issuer"]!["region"]!.GetValue<string>());
        Assert.NotNull(verdict["restsOn"]!["agreement"]);
        Assert.True(verdict["simulatedClock"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Brings_a_live_answer_through_two_gateways()
    {
        var (_, phone) = await Country.Issue(Drivers.Next(), Cancel, letters: "AH", points: 6);
        var verdict = await Country.AskLive(Region.Jiangsu, () => phone.Present("desk.test"), "roadside", Cancel);
        Assert.True(Outcome(verdict) == "Accepted", verdict.ToJsonString());
        var live = verdict["restsOn"]!["live"]!;
        Assert.Equal(("AH", 6), (live["letters"]!.GetValue<string>(), live["points"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Rejects_a_revoked_licence_offline_and_live()
    {
        var (licence, phone) = await Country.Issue(Drivers.Next(), Cancel);
        Assert.Equal("Accepted", Outcome(await Ask(phone)));
        using var office = Country[Region.Shanghai].OfficeClient();
        await new Office(office).ChangeStatus(licence, "E", "revoked by the test", urgent: true, Cancel);

        // Live knows at once; offline as soon as the list has come round.
        var live = await Country.AskLive(Region.Jiangsu, () => phone.Present("desk.test"), "roadside", Cancel);
        Assert.True((Outcome(live), Reason(live)) == ("Refused", "Revoked"), live.ToJsonString());
        await Wait.Until("the revocation reaches Jiangsu's gateway", async () => Outcome(await Ask(phone)) == "Refused", Cancel);
        var offline = await Ask(phone);
        Assert.Equal("Revoked", Reason(offline));
        Assert.Null(offline["restsOn"]!["live"]);
    }

    [Fact]
    public async Task Rejects_one_changed_bit()
    {
        var (_, phone) = await Country.Issue(Drivers.Next(), Cancel);
        var shown = phone.Present("desk.test");
        var name = shown.Response.AsSpan().IndexOf("示例"u8);
        shown.Response[name] ^= 1;
        var verdict = await Country.Ask(Region.Jiangsu, shown, "roadside", live: true, Cancel);
        Assert.Equal(("Refused", "DigestMismatch"), (Outcome(verdict), Reason(verdict)));
    }

    private Task<JsonNode> Ask(Phone phone) => Country.Ask(Region.Jiangsu, phone.Present("desk.test"), "roadside", live: false, Cancel);

    private static string Outcome(JsonNode verdict) => verdict["outcome"]!.GetValue<string>();

    private static string? Reason(JsonNode verdict) => verdict["reason"]?.GetValue<string>();
}
