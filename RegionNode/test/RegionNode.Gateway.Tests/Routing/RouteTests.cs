using Grpc.Core;
using RegionNode.Gateway.Tests.World;
using TrustList.Format.Registry;
using TrustList.Testing;

namespace RegionNode.Gateway.Tests.Routing;

public sealed class RouteTests
{
    [Fact]
    public async Task Proxies_a_question_over_both_hops_as_grpc()
    {
        await using var shanghaiIssuer = await ScriptedHome.Start();
        await using var border = await Border.Open();
        await using var second = await SecondGateway.Start(border, shanghaiIssuer);
        shanghaiIssuer.Script = (question, context) => border.Reply(context, border.Claims(question) with { Points = 9 });

        using var caller = new LiveCaller(border.Gateway, border.Issuer.Identity);
        var question = LiveCaller.Question(Border.Shanghai, border.StatusUri);
        await border.RouteTo(Border.Shanghai, second.Gateway.Url);
        var answer = await caller.Ask(question, Border.Shanghai);

        Assert.Equal(9, LiveCaller.Checked(answer, question, border.HomeRegion.StatusKey).Claims.Points);
        var (received, asker, protocol) = Assert.Single(shanghaiIssuer.Asked);
        Assert.Equal(question, received);
        Assert.Equal(second.Gateway.Pin, asker);
        Assert.Equal("HTTP/2", protocol);
    }

    [Fact]
    public async Task Proxies_another_regions_question_to_the_own_issuer()
    {
        await using var border = await Border.Open();
        using var caller = new LiveCaller(border.Gateway, border.Home.Identity);
        await caller.Ask(LiveCaller.Question(Border.Jiangsu, "http://hub.test/status/320000/0"), Border.Jiangsu);
        Assert.Equal(border.Gateway.Pin, Assert.Single(border.Issuer.Asked).Caller);
        Assert.Empty(border.Home.Asked);
    }

    [Fact]
    public async Task Moves_the_route_when_the_region_moves()
    {
        await using var border = await Border.Open();
        await using var moved = await ScriptedHome.Start();
        moved.Script = (question, context) => border.Reply(context, border.Claims(question));
        border.HomeRegion.Node = border.HomeRegion.Node! with
        {
            GatewayEndpoints = [moved.Url.GetLeftPart(UriPartial.Authority)],
            GatewayPins = [moved.Identity.Pin],
        };
        border.Publish();
        await border.RouteTo(Border.Shanghai, moved.Url);

        using var caller = new LiveCaller(border.Gateway, border.Issuer.Identity);
        await caller.Ask(LiveCaller.Question(Border.Shanghai, border.StatusUri), Border.Shanghai);
        Assert.Equal("Accepted", (await border.Verdict(live: true, Border.Patient)).Outcome());
        Assert.Equal(2, moved.Asked.Count);
        Assert.Empty(border.Home.Asked);
    }

    [Fact]
    public async Task Refuses_a_route_to_a_region_that_was_never_admitted()
    {
        await using var border = await Border.Open();
        Assert.Equal("440000: UnknownRegion", await NoRoute(border, "440000"));
    }

    [Fact]
    public async Task Refuses_a_route_to_a_region_without_a_node()
    {
        await using var border = await Border.Open();
        Assert.Equal("110000: NoNode", await NoRoute(border, Border.Beijing));
    }

    [Theory]
    [InlineData(RegionState.Suspended)]
    [InlineData(RegionState.Withdrawn)]
    public async Task Drops_the_route_when_the_region_is(RegionState state)
    {
        await using var border = await Border.Open();
        using (var caller = new LiveCaller(border.Gateway, border.Issuer.Identity))
            await caller.Ask(LiveCaller.Question(Border.Shanghai, border.StatusUri), Border.Shanghai);

        border.Declare(state);
        await Eventually.True("the route is gone", async () => await border.NoRouteOf(Border.Shanghai) == state.ToString());
        Assert.Equal($"310000: {state}", await NoRoute(border, Border.Shanghai));
        Assert.Single(border.Home.Asked);
    }

    [Fact]
    public async Task Stops_answering_a_gateway_whose_region_is_suspended()
    {
        await using var border = await Border.Open();
        using var caller = new LiveCaller(border.Gateway, border.Home.Identity);
        var question = LiveCaller.Question(Border.Jiangsu, "http://hub.test/status/320000/0");
        await caller.Ask(question, Border.Jiangsu);

        border.Declare(RegionState.Suspended);
        await Eventually.True("the route is gone", async () => await border.NoRouteOf(Border.Shanghai) == "Suspended");
        // The same connection as before: each question is judged anew.
        Assert.Equal(StatusCode.PermissionDenied, (await caller.Refused(question, Border.Jiangsu)).Status);
        Assert.Single(border.Issuer.Asked);
    }

    [Fact]
    public async Task Drops_every_route_when_the_list_expires()
    {
        await using var border = await Border.Open();
        border.Hub.Misbehave(Misbehaviour.Reset, _ => true);
        border.SetClock(Border.Start.AddHours(25));
        await Eventually.True("the clock moved", async () => await border.NoRouteOf(Border.Shanghai) == "ListExpired");
        Assert.Equal("310000: ListExpired", await NoRoute(border, Border.Shanghai));
        Assert.Equal("320000: ListExpired", await NoRoute(border, Border.Jiangsu));
    }

    [Fact]
    public async Task Drops_the_route_when_the_regions_own_record_expires()
    {
        await using var border = await Border.Open(world => world.Repository.Lives["node"] = TimeSpan.FromHours(2));
        border.Hub.Misbehave(Misbehaviour.Reset, _ => true);
        border.SetClock(Border.Start.AddHours(3));
        await Eventually.True("the clock moved", async () => await border.NoRouteOf(Border.Shanghai) == "NodeExpired");
        Assert.Equal("310000: NodeExpired", await NoRoute(border, Border.Shanghai));
    }

    [Fact]
    public async Task Refuses_every_route_before_the_first_list()
    {
        await using var border = await Border.Open(world => world.Hub.Misbehave(Misbehaviour.ServerError, _ => true));
        Assert.Equal("310000: NoTrustState", await NoRoute(border, Border.Shanghai));
        var verdict = await border.Verdict(live: true, Border.Patient);
        Assert.Equal(("Undecided", "NoTrustState"), (verdict.Outcome(), verdict.Reason()));
    }

    [Fact]
    public async Task Never_talks_to_a_server_with_another_key()
    {
        await using var border = await Border.Open(world => world.HomeRegion.Node = world.HomeRegion.Node! with { GatewayPins = [new string('a', 64)] });
        await Unreachable(border, "WrongKey");
        Assert.Empty(border.Home.Asked);
    }

    [Fact]
    public async Task Reports_a_home_region_that_is_down()
    {
        await using var border = await Border.Open();
        await border.Home.DisposeAsync();
        await Unreachable(border, "Unavailable");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ends_a_question_to_a_home_region_that_hangs_or_drips(bool drips)
    {
        await using var border = await Border.Open();
        border.Home.Script = (_, context) => drips ? ScriptedHome.Drip(context) : Task.Delay(Timeout.Infinite, context.RequestAborted);
        using var caller = new LiveCaller(border.Gateway, border.Issuer.Identity);
        var asking = caller.Ask(LiveCaller.Question(Border.Shanghai, border.StatusUri), Border.Shanghai);
        var thrown = await Assert.ThrowsAsync<RpcException>(() => asking.WaitAsync(TimeSpan.FromMinutes(1)));
        // An answer that has begun can only be cut off.
        Assert.Contains(thrown.StatusCode, drips ? [StatusCode.Internal, StatusCode.Unavailable, StatusCode.Cancelled] : new[] { StatusCode.DeadlineExceeded });
    }

    private static async Task Unreachable(Border border, string fault)
    {
        using var caller = new LiveCaller(border.Gateway, border.Issuer.Identity);
        var (status, refusal) = await caller.Refused(LiveCaller.Question(Border.Shanghai, border.StatusUri), Border.Shanghai);
        Assert.Equal((StatusCode.Unavailable, "Unreachable"), (status, refusal.Code));
        var verdict = await border.Verdict(live: true, Border.Patient);
        Assert.Equal(("Undecided", "LiveUnavailable"), (verdict.Outcome(), verdict.Reason()));
        Assert.Equal(fault, verdict.Detail("reasons", "LiveUnavailable"));
    }

    private static async Task<string> NoRoute(Border border, string region)
    {
        using var caller = new LiveCaller(border.Gateway, border.Issuer.Identity);
        var (status, refusal) = await caller.Refused(LiveCaller.Question(region, border.StatusUri), region);
        Assert.Equal((StatusCode.NotFound, "NoRoute"), (status, refusal.Code));
        return refusal.Detail;
    }
}
