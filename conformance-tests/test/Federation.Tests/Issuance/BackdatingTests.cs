using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Demo.People;
using Demo.Steps;
using Demo.World;
using Federation.Ceremonies.RollOut;
using Federation.Tests.Ceremonies;
using Federation.Tests.World;

namespace Federation.Tests.Issuance;

/// <summary>When a licence was issued, through every program: node, hub, witnesses, gateways, the operators' and the holder's tools.</summary>
public sealed class BackdatingTests
{
    private static readonly DateTimeOffset Nationwide = new(2021, 12, 15, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Rejects_a_backdated_licence_finds_the_stockpiled_one_and_spares_the_honest()
    {
        await using var federation = await LoopbackFederation.Start(Region.Tianjin, Region.Beijing, Region.Shanghai);
        var country = federation.Country;
        await country.MoveTo(Nationwide, federation.Cancel);
        await CarriesAProofFetchedByTrustctl(federation);
        await GivesNoProofOfWhatItDidNotIssue(federation);
        foreach (var step in new Backdating(country).Steps)
        {
            var end = await step.Play(federation.Cancel);
            Assert.True(end.Ok, $"{step.Id}: {end}\n{federation.Logs()}");
        }
    }

    private static async Task CarriesAProofFetchedByTrustctl(LoopbackFederation federation)
    {
        var (country, desk) = (federation.Country, new OperatorsDesk(federation));
        var shanghai = country[Region.Shanghai];
        var driver = Drivers.Next();
        await country.Register(driver, federation.Cancel);
        using var client = shanghai.OfficeClient();
        var (_, offer) = await new Office(client).Apply(driver, federation.Cancel);
        var ((key, _), licence) = (await desk.Key("holder"), desk.File("licence.cbor"));
        string[] gateway = ["--gateway", shanghai.GatewayUrl.OriginalString, "--gateway-pin", shanghai.GatewayPin, "--key", key];
        await desk.Done(["holder", "collect", "--code", Region.Shanghai.Code, "--offer", offer, "--out", licence, .. gateway]);
        var (code, said) = (2, "");
        await Wait.Until("the licence is in the log", async () => ((code, said) = await desk.Code(["holder", "prove", licence, .. gateway])).Item1 != 2, federation.Cancel, seconds: 60);
        Assert.True(code == 0, $"{said}\n{federation.Logs()}");
    }

    private static async Task GivesNoProofOfWhatItDidNotIssue(LoopbackFederation federation)
    {
        var (_, phone) = await federation.Country.Issue(Drivers.Next(), federation.Cancel);
        using var gateway = federation.Country[Region.Shanghai].GatewayClient();
        foreach (var (index, mso) in new[] { (phone.Question.Index + 1, phone.Question.MsoSha256.ToArray()), (phone.Question.Index, new byte[32]) })
        {
            var answer = await gateway.PostAsJsonAsync(
                "/holder/proof", new JsonObject { ["statusUri"] = phone.Question.StatusUri, ["index"] = index, ["msoSha256"] = Base64Url.EncodeToString(mso) });
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
        var proven = await phone.Prove(gateway, federation.Cancel);
        Assert.True(proven.CarriesProof && !phone.CarriesProof);
    }
}
