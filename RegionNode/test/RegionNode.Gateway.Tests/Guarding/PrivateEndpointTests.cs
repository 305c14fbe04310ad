using Grpc.Core;
using RegionNode.Gateway.Tests.World;

namespace RegionNode.Gateway.Tests.Guarding;

public sealed class PrivateEndpointTests
{
    [Fact]
    public async Task Never_contacts_a_private_address_of_another_regions_record_and_goes_on_reaching_its_own_issuer()
    {
        await using var border = await Border.Open(world =>
        {
            world.Settings.Add("--Gateway:AllowPrivateEndpoints=false");
            world.PutStatus(1, region: world.OwnRegion);
        });
        var verdict = await border.Verdict(live: true, Border.Patient);
        Assert.Equal(("Undecided", "LiveUnavailable"), (verdict.Outcome(), verdict.Reason()));
        Assert.Equal("ForbiddenAddress", verdict.Detail("reasons", "LiveUnavailable"));

        using var caller = new LiveCaller(border.Gateway, border.Issuer.Identity);
        var (status, refusal) = await caller.Refused(LiveCaller.Question(Border.Shanghai, border.StatusUri), Border.Shanghai);
        Assert.Equal((StatusCode.Unavailable, "Unreachable"), (status, refusal.Code));
        Assert.Equal(0, border.Home.Host.Connections);

        border.Issuer.Script = (question, context) => Border.Reply(context, border.Claims(question), border.OwnRegion);
        var own = await border.Verdict(live: true, Border.Patient, shown: border.Present(border.OwnRegion, Border.StatusUriOf(border.OwnRegion)));
        Assert.Equal("Accepted", own.Outcome());
    }

    [Fact]
    public async Task Never_contacts_what_a_licence_or_a_question_names()
    {
        await using var trap = await ScriptedHome.Start();
        await using var border = await Border.Open();
        var shown = border.Present(border.HomeRegion, new Uri(trap.Url, "/status/310000/0").AbsoluteUri);
        var verdict = await border.Verdict(live: true, Border.Patient, shown: shown);
        Assert.NotEqual("Accepted", verdict.Outcome());

        using var caller = new LiveCaller(border.Gateway, border.Issuer.Identity);
        await caller.Ask(LiveCaller.Question(Border.Shanghai, trap.Url.AbsoluteUri), Border.Shanghai);
        Assert.Equal(0, trap.Host.Connections);
    }
}
