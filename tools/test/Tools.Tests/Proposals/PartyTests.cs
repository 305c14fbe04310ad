using TrustList.Format.Registry;
using TrustList.Testing;

namespace Tools.Tests.Proposals;

public sealed class PartyTests : IDisposable
{
    private const string Now = "2020-10-12T00:00:00Z";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Registers_lists_and_suspends_a_party()
    {
        await using var hub = await HubSimulator.StartAsync();
        var nation = new Nation();
        var region = nation.Repository.Regions[0];
        hub.Files = nation.Repository.Files;
        var anchor = folder.Write("anchor.json", nation.Repository.Anchor);
        string[] list = ["--code", region.Code, "--hub", hub.Url.OriginalString, "--anchor", anchor, "--now", Now];
        string[] draft = [.. list, "--reason-zh", "登记", "--reason-en", "registered"];

        var first = folder.File("first.proposal.json");
        var added = await TrustctlProcess.Run([
            "region", "party", "add", "traffic-police", "--name-zh", "交警支队", "--name-en", "Traffic police", "--purpose", "roadside", "--purpose", "counter",
            "--tls-pin", new string('a', 64), "--per-second", "50", "--per-day", "100000", .. draft, "--out", first]);
        Assert.True(added.Code == 0, added.Errors);
        Assert.Contains("New relying party traffic-police (Traffic police): for roadside, counter; 50 questions a second, 100000 a day", added.Output, StringComparison.Ordinal);
        Assert.Equal(64, (await TrustctlProcess.Run(["region", "party", "suspend", "traffic-police", .. draft])).Code);

        region.Parties = PartiesDocument.Read(Federation.Ceremonies.Proposals.Proposal.Read(File.ReadAllBytes(first)).Value!.Proposed.Files[PartiesDocument.PathOf(region.Code)].Span).Value;
        nation.Repository.Publish();
        hub.Files = nation.Repository.Files;
        var shown = (await TrustctlProcess.Run(["region", "party", "list", "--json", .. list])).Json.AsArray();
        Assert.Equal(("traffic-police", true, 50), (shown[0]!["id"]!.GetValue<string>(), shown[0]!["mayAsk"]!.GetValue<bool>(), shown[0]!["perSecond"]!.GetValue<int>()));

        var second = folder.File("second.proposal.json");
        var suspended = await TrustctlProcess.Run(["region", "party", "suspend", "traffic-police", .. draft, "--out", second]);
        Assert.True(suspended.Code == 0, suspended.Errors);
        Assert.Contains($"Relying party traffic-police is suspended from {Now}: registered", suspended.Output, StringComparison.Ordinal);
        // Whatever else the region signs, its parties stay.
        var renewed = folder.File("third.proposal.json");
        Assert.Equal(0, (await TrustctlProcess.Run(["issuer", "renew", .. draft, "--out", renewed])).Code);
        Assert.Contains(PartiesDocument.PathOf(region.Code), Federation.Ceremonies.Proposals.Proposal.Read(File.ReadAllBytes(renewed)).Value!.Proposed.Files.Keys);
    }
}
