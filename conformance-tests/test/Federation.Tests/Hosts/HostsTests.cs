using Federation.Ceremonies.RollOut;
using Federation.Tests.World;

namespace Federation.Tests.Hosts;

public sealed class HostsTests
{
    [NamespaceFact]
    public async Task Survives()
    {
        await using var network = new Switch(1);
        await using var federation = await LoopbackFederation.StartOn(network, [], Region.Shanghai, Region.Jiangsu);
        var (_, phone) = await federation.Country.Issue(Drivers.Next(), federation.Cancel);
        var verdict = await federation.Country.AskLive(Region.Jiangsu, () => phone.Present("desk.test"), "roadside", federation.Cancel);
        Assert.True(verdict["outcome"]!.GetValue<string>() == "Accepted", verdict.ToJsonString());
    }
}
