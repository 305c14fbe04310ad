using Microsoft.Extensions.DependencyInjection;
using RegionNode.Gateway.Caching;
using RegionNode.Gateway.Tests.Verifying;
using RegionNode.Gateway.Tests.World;
using TrustList.Format.Status;

namespace RegionNode.Gateway.Tests.Caching;

/// <summary>A live answer of a short while ago stands for another question: where it tells nothing personal, is signed, and no newer word is known.</summary>
public sealed class LiveReuseTests
{
    [Fact]
    public async Task Asks_once_for_two_desks_and_always_for_the_police()
    {
        await using var border = await OpenAsync();
        foreach (var purpose in new[] { "rental", "rental", "insurance" })
        {
            var verdict = await border.Verdict(live: true, purpose);
            Assert.Equal(("Accepted", "Valid"), (verdict.Outcome(), verdict["restsOn"]!["live"]!["value"]!.GetValue<string>()));
        }
        Assert.Single(border.Home.Asked);
        await border.Verdict(live: true, "rental", shown: border.Present(9));
        Assert.Equal(2, border.Home.Asked.Count);
        await border.Verdict(live: true, Border.Patient);
        Assert.Equal(3, border.Home.Asked.Count);
        await Asking.InTime(() => border.Verdict(live: true, "roadside"));
        Assert.True(border.Home.Asked.Count > 3);
    }

    [Fact]
    public async Task Keeps_nothing_that_tells_letters_or_points()
    {
        await using var border = await OpenAsync();
        foreach (var tell in new Func<LiveStatusClaims, LiveStatusClaims>[]
        {
            claims => claims with { Letters = "A" }, claims => claims with { Points = 3 }, claims => claims with { PointsClear = new DateOnly(2021, 3, 1) },
        })
        {
            border.Home.Script = (question, context) => border.Reply(context, tell(border.Value(question)));
            Assert.NotNull((await border.Verdict(live: true, Border.Patient))["restsOn"]!["live"]);
            Assert.Null(await Kept(border, Border.LicenceIndex));
        }
        border.Home.Script = (question, context) => border.Reply(context, border.Value(question));
        await border.Verdict(live: true, Border.Patient);
        Assert.NotNull(await Kept(border, Border.LicenceIndex));
    }

    [Fact]
    public async Task Asks_again_when_the_answer_is_a_minute_old()
    {
        await using var border = await OpenAsync();
        await border.Verdict(live: true, "rental");
        border.SetClock(Border.Start.AddSeconds(40)); // It goes on from there.
        await Eventually.True("40 s later", async () => (await border.Verdict(live: true, "rental"))["restsOn"]!["status"]!["ageSeconds"]!.GetValue<int>() is >= 40 and < 60);
        Assert.Single(border.Home.Asked);
        border.SetClock(Border.Start.AddSeconds(61));
        await Eventually.True("it is asked", async () => await border.Verdict(live: true, "rental") is not null && border.Home.Asked.Count == 2);
    }

    [Fact]
    public async Task Asks_again_when_a_change_was_pushed()
    {
        await using var border = await StatusPushTests.OpenAsync();
        border.Home.Script = (question, context) => border.Reply(context, border.Value(question));
        await border.Verdict(live: true, "rental");
        await border.Verdict(live: true, "rental");
        Assert.Single(border.Home.Asked);
        border.SetClock(Border.Start.AddSeconds(5));
        SimulatedPush(border, StatusValue.Restricted);
        border.Home.Script = (question, context) => border.Reply(context, border.Value(question) with { Value = StatusValue.Suspended });
        await Eventually.True("refused", async () => (await border.Verdict(live: true, "rental")).Reason() == "Suspended");
    }

    [Fact]
    public async Task Drops_what_is_kept_of_a_licence_when_its_change_is_pushed()
    {
        await using var border = await StatusPushTests.OpenAsync();
        border.Home.Script = (question, context) => border.Reply(context, border.Value(question));
        await border.Verdict(live: true, "rental");
        await border.Verdict(live: true, "rental", shown: border.Present(9));
        Assert.NotNull(await Kept(border, Border.LicenceIndex));
        SimulatedPush(border, StatusValue.Restricted);
        await Eventually.True("dropped", async () => await Kept(border, Border.LicenceIndex) is null);
        Assert.NotNull(await Kept(border, 9));
    }

    [RedisFact]
    public async Task Asks_again_where_somebody_put_another_licences_answer_into_Redis()
    {
        await using var border = await OpenAsync();
        await border.Verdict(live: true, "rental");
        var redis = await RunCache.Redis;
        Assert.Equal("1", await redis.CommandAsync("COPY", $"{border.CachePrefix}live:{border.StatusUri}#7", $"{border.CachePrefix}live:{border.StatusUri}#9"));
        var verdict = await border.Verdict(live: true, "rental", shown: border.Present(9));
        Assert.Equal(("Accepted", 2), (verdict.Outcome(), border.Home.Asked.Count));
    }

    private static Task<Border> OpenAsync() => Border.Open(border =>
        border.Home.Script = (question, context) => border.Reply(context, border.Value(question)));

    private static ValueTask<byte[]?> Kept(Border border, long index) =>
        border.Gateway.Services.GetRequiredService<IAssertionCache>().Find(new AssertionKey(border.StatusUri, index), default);

    private static void SimulatedPush(Border border, StatusValue value) =>
        TrustList.Testing.SimulatedStatus.Push(border.Hub, StatusPushTests.Change(border, value));
}
