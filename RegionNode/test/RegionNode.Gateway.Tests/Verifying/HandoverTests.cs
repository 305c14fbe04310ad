using RegionNode.Gateway.Caching;
using RegionNode.Gateway.Caching.Memory;
using RegionNode.Gateway.Guarding;
using RegionNode.Gateway.Tests.World;
using RegionNode.Gateway.Verifying;
using RegionNode.Gateway.Verifying.Shown;
using TrustList.Format.Registry;
using TrustList.Testing;

namespace RegionNode.Gateway.Tests.Verifying;

/// <summary>What phones and desks leave with each other.</summary>
public sealed class HandoverTests
{
    private readonly Handover _handover;

    public HandoverTests()
    {
        var clock = new SettableClock(CacheInstance.Start);
        _handover = new Handover(new ReferenceStores(new MemoryReferences(clock), new MemoryReferences(clock)));
    }

    [Fact]
    public async Task Has_room_for_a_challenge_when_presentations_fill_theirs()
    {
        var response = new byte[1 << 20];
        var kept = 0;
        while (kept < 100 && await _handover.KeepResponse(response, default) is not null) kept++;
        Assert.InRange(kept, 1, 64);
        Assert.NotNull(await _handover.KeepChallenge("320000/police", default));
    }

    [Fact]
    public async Task Leaves_a_challenge_to_the_party_that_asked_for_it_whoever_else_tries_it()
    {
        var own = Question((await _handover.KeepChallenge("320000/police", default))!);
        foreach (var other in new[] { "320000/insurer", "310000/police", "open", "" })
        {
            var foreign = await _handover.Redeem(other, own, default);
            Assert.Equal(Refusal.ChallengeUnknown, foreign.Refusal);
            Assert.Null(foreign.Question);
        }

        Assert.NotNull((await _handover.Redeem("320000/police", own, default)).Question);
        Assert.Equal(Refusal.ChallengeUnknown, (await _handover.Redeem("320000/police", own, default)).Refusal);
    }

    private static VerifyQuestion Question(string challenge) =>
        new() { QrText = "a code", GivenChallenge = challenge, Acceptor = Border.Jiangsu, Purpose = Purpose.Roadside };
}
