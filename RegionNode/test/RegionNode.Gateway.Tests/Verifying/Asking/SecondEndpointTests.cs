using Federation.Hosting.Tls;
using RegionNode.Gateway.Tests.World;

namespace RegionNode.Gateway.Tests.Verifying.Asking;

public sealed class SecondEndpointTests
{
    [Theory]
    [InlineData("hangs")]
    [InlineData("is down")]
    [InlineData("shows another key")]
    [InlineData("lies")]
    public async Task Accepts_by_the_second_endpoint_where_the_first(string does)
    {
        await using var second = await ScriptedHome.Start();
        await using var border = await Border.Open(world => world.HomeRegion.Node = world.HomeRegion.Node! with
        {
            GatewayEndpoints = [world.Home.Url.GetLeftPart(UriPartial.Authority), second.Url.GetLeftPart(UriPartial.Authority)],
            GatewayPins = [world.Home.Identity.Pin, second.Identity.Pin],
        });
        second.Script = (question, context) => border.Reply(context, border.Claims(question) with { Points = 5 });
        switch (does)
        {
            case "hangs":
                border.Home.Script = (_, context) => Task.Delay(Timeout.Infinite, context.RequestAborted);
                break;
            case "is down":
                await border.Home.Host.CloseAsync();
                break;
            case "shows another key":
                border.Home.Host.Certificate = TlsIdentity.FromPem(TlsIdentity.CreateKeyPem()).Certificate;
                break;
            default:
                border.Home.Script = (question, context) => border.Reply(context, border.Claims(question) with { Nonce = new byte[32] });
                break;
        }

        for (var question = 0; question < 2 * RunCache.Instances; question++)
        {
            var verdict = await border.Verdict(live: true, Border.Patient);
            Assert.Equal(("Accepted", 5), (verdict.Outcome(), verdict["restsOn"]!["live"]!["points"]!.GetValue<int>()));
        }
        // Once each; that it goes first from then on, RegionLaneTests says. And no two servers saw one question.
        Assert.Equal(2 * RunCache.Instances, second.Asked.Count);
        Assert.DoesNotContain(second.Asked, asked => border.Home.Asked.Any(other => other.Question.Nonce == asked.Question.Nonce));
    }
}
