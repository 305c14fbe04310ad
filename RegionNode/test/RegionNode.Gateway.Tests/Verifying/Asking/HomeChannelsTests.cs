using Federation.Hosting.Tls;
using Grpc.Core;
using RegionNode.Gateway.Guarding;
using RegionNode.Gateway.Routing;
using RegionNode.Gateway.Tests.World;
using RegionNode.Gateway.Verifying.Asking;
using TrustList.Protocol;

namespace RegionNode.Gateway.Tests.Verifying.Asking;

public sealed class HomeChannelsTests
{
    [Fact]
    public async Task Closes_the_channels_of_a_route_that_is_no_more_once_no_question_can_be_under_way()
    {
        using var identity = TlsIdentity.FromPem(TlsIdentity.CreateKeyPem());
        var clock = new StandingTime();
        using var channels = new HomeChannels(new RouteConnections(TlsKey.Of(identity), new GatewayOptions { AllowPrivateEndpoints = true }), clock);
        var first = channels.Clients(Route('a')).Single();
        Assert.Same(first, channels.Clients(Route('a')).Single());
        channels.Clients(Route('b'));
        clock.Pass(HomeChannels.Kept - TimeSpan.FromTicks(1));
        var third = channels.Clients(Route('c')).Single();
        await Assert.ThrowsAsync<RpcException>(async () => await first.AskAsync(new LiveQuestion())); // Open: nobody listens there.
        clock.Pass(TimeSpan.FromTicks(1));
        channels.Clients(Route('d'));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await first.AskAsync(new LiveQuestion()));
        await Assert.ThrowsAsync<RpcException>(async () => await third.AskAsync(new LiveQuestion()));
    }

    private static RegionRoute Route(char pin) => RegionRoute.Of(Border.Shanghai, ["https://127.0.0.1:1"], [new string(pin, 64)], Reach.Public)!;
}
