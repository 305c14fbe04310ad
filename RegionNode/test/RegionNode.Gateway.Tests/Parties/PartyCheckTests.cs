using Microsoft.AspNetCore.Http;
using RegionNode.Gateway.Guarding;
using RegionNode.Gateway.Parties;
using TrustList.Format.Registry;

namespace RegionNode.Gateway.Tests.Parties;

/// <summary>Who asks, by TLS key, and how much.</summary>
public sealed class PartyCheckTests : IDisposable
{
    private readonly PartyScene scene = new();

    public void Dispose() => scene.Dispose();

    [Fact]
    public async Task Knows_parties_of_any_region_by_their_TLS_keys()
    {
        var check = scene.Check();
        var own = (await check.Find(PartyScene.Request(scene.PoliceKey), default)).Party!;
        Assert.Equal(("320000/police", "320000", "police"), (own.Name, own.Region, own.Id));
        Assert.Equal([Purpose.Roadside, Purpose.Counter], own.Purposes.ToArray());
        Assert.Equal("310000/police", (await check.Find(PartyScene.Request(scene.NeighbourKey), default)).Party!.Name);
    }

    [Fact]
    public async Task Rejects_callers_that_nobody_registered()
    {
        using var stranger = PartyScene.NewKey();
        await Refused(PartyScene.Request());
        await Refused(PartyScene.Request(stranger));
        await Refused(PartyScene.Request(scene.PoliceKey, (PartyCheck.PartyHeader, "310000/police")));
    }

    [Fact]
    public async Task Rejects_a_party_that_may_not_ask_now()
    {
        var good = scene.Police;
        foreach (var party in new[]
        {
            good with { History = good.History.Add(new(PartyState.Suspended, PartyScene.Now, "Test")) },
            good with { History = good.History.Add(new(PartyState.Ended, PartyScene.Now.AddHours(-1), "Test")) },
            good with { Until = PartyScene.Now },
            good with { From = PartyScene.Now.AddSeconds(1) },
        })
        {
            scene.Police = party;
            Assert.Contains("320000/police", await Refused(PartyScene.Request(scene.PoliceKey)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Judges_at_each_request()
    {
        scene.Police = scene.Police with { Until = PartyScene.Now.AddMinutes(1) };
        var check = scene.Check();
        Assert.NotNull((await check.Find(PartyScene.Request(scene.PoliceKey), default)).Party);
        scene.Clock.Now += TimeSpan.FromMinutes(1);
        Assert.NotNull((await check.Find(PartyScene.Request(scene.PoliceKey), default)).Refusal);
    }

    [Fact]
    public async Task Rejects_the_parties_of_a_suspended_region()
    {
        scene.Shanghai.Record = scene.Shanghai.Record with { History = scene.Shanghai.Record.History.Add(new(RegionState.Suspended, PartyScene.Now, "Test")) };
        await Refused(PartyScene.Request(scene.NeighbourKey));
        Assert.NotNull((await scene.Check().Find(PartyScene.Request(scene.PoliceKey), default)).Party);
    }

    [Fact]
    public async Task Takes_no_partys_name_away_where_another_region_lists_its_key()
    {
        scene.Neighbours = scene.Neighbours with { TlsPins = [scene.PoliceKey.Pin], Purposes = [Purpose.Employment] };
        Assert.Equal("320000/police", (await scene.Check().Find(PartyScene.Request(scene.PoliceKey), default)).Party!.Name);
        Assert.Equal("310000/police", (await scene.Check().Find(PartyScene.Request(scene.PoliceKey, (PartyCheck.PartyHeader, "310000/police")), default)).Party!.Name);
        scene.Options.Code = "110000";
        Assert.Contains(PartyCheck.PartyHeader, await Refused(PartyScene.Request(scene.PoliceKey)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lets_a_party_ask_for_its_purposes_alone()
    {
        var party = (await scene.Check().Find(PartyScene.Request(scene.NeighbourKey), default)).Party!;
        Assert.Null(PartyCheck.ForPurpose(party, Purpose.Roadside));
        Assert.Same(Refusal.PurposeNotRegistered, PartyCheck.ForPurpose(party, Purpose.Rental)!.Refusal);
    }

    [Fact]
    public async Task Lets_callers_without_a_name_ask_where_the_operator_says_so()
    {
        scene.Options.OpenPurposes = [Purpose.Rental];
        using var stranger = PartyScene.NewKey();
        foreach (var key in new[] { null, stranger })
        {
            var open = (await scene.Check().Find(PartyScene.Request(key), default)).Party!;
            Assert.Equal((AskingParty.OpenName, null, 3), (open.Name, open.Region, open.PerSecond));
            Assert.Null(PartyCheck.ForPurpose(open, Purpose.Rental));
            Assert.Same(Refusal.PurposeNotRegistered, PartyCheck.ForPurpose(open, Purpose.Roadside)!.Refusal);
        }

        // A key that is registered is that party or nobody.
        scene.Police = scene.Police with { Until = PartyScene.Now };
        await Refused(PartyScene.Request(scene.PoliceKey));
    }

    [Fact]
    public async Task Rejects_what_is_over_the_quota_and_says_when_to_come_again()
    {
        var check = scene.Check();
        var insurer = (await check.Find(scene.Asserting(), default)).Party!;
        Assert.Null(await check.Take(insurer, 4, default));
        var refused = (await check.Take(insurer, 1, default))!;
        Assert.Same(Refusal.OverQuota, refused.Refusal);
        Assert.InRange(refused.RetryAfter!.Value, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(2));
        scene.Clock.Now += TimeSpan.FromHours(1);
        var other = scene.Check();
        Assert.Null(await other.Take(insurer, 4, default));
        var overDay = (await other.Take(insurer, 2, default))!;
        Assert.Equal(TimeSpan.FromHours(15), overDay.RetryAfter);
    }

    private async Task<string> Refused(HttpContext request)
    {
        var finding = await scene.Check().Find(request, default);
        Assert.Null(finding.Party);
        Assert.Same(Refusal.PartyUnknown, finding.Refusal!.Refusal);
        return finding.Refusal.Detail;
    }
}
