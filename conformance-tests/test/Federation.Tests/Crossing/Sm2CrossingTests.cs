using System.Text.Json.Nodes;
using Demo.People;
using Demo.World;
using Federation.Ceremonies.RollOut;
using Federation.Tests.World;
using TrustList.Format.Credentials;

namespace Federation.Tests.Crossing;

/// <summary>Chengdu signs certificates, licences and status with SM2; Tianjin, which signs with ES256, decides.</summary>
public sealed class Sm2CrossingTests
{
    // The two are pilots, who take each other's licences from here on.
    private static readonly DateTimeOffset Pilots = new(2021, 6, 2, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Accepts_an_SM2_licence_in_a_region_of_the_other_suite_and_rejects_it_changed_or_revoked()
    {
        await using var federation = await LoopbackFederation.Start(Region.Chengdu, Region.Tianjin);
        var (country, cancel) = (federation.Country, federation.Cancel);
        await country.MoveTo(Pilots, cancel);
        var (licence, phone) = await country.Issue(
            new Driver("示例", "合成", CitizenNumber.Complete("51010119900307101"), "510100000101", Region.Chengdu, "510100"), cancel, points: 3);

        var verdict = await Ask();
        Assert.True(Outcome(verdict) == "Accepted", verdict.ToJsonString());
        Assert.Equal("510100", verdict["issuer"]!["region"]!.GetValue<string>());
        verdict = await country.AskLive(Region.Tianjin, () => phone.Present("desk.test"), "roadside", cancel);
        Assert.True(Outcome(verdict) == "Accepted", verdict.ToJsonString());
        Assert.Equal(3, verdict["restsOn"]!["live"]!["points"]!.GetValue<int>());

        var shown = phone.Present("desk.test");
        shown.Response[shown.Response.AsSpan().IndexOf("示例"u8)] ^= 1;
        verdict = await country.Ask(Region.Tianjin, shown, "roadside", live: false, cancel);
        Assert.Equal(("Refused", "DigestMismatch"), (Outcome(verdict), verdict["reason"]?.GetValue<string>()));

        using var office = country[Region.Chengdu].OfficeClient();
        await new Office(office).ChangeStatus(licence, "E", "revoked by the test", urgent: true, cancel);
        await Wait.Until("the revocation reaches Tianjin's gateway", async () => Outcome(await Ask()) == "Refused", cancel);

        Task<JsonNode> Ask() => country.Ask(Region.Tianjin, phone.Present("desk.test"), "roadside", live: false, cancel);
    }

    private static string Outcome(JsonNode verdict) => verdict["outcome"]!.GetValue<string>();
}
