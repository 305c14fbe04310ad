using System.Globalization;
using RegionNode.Gateway.Caching;
using RegionNode.Gateway.Caching.Memory;
using RegionNode.Gateway.Tests.World;
using TrustList.Testing;

namespace RegionNode.Gateway.Tests.Caching;

public sealed class MemoryReplaysTests
{
    private static readonly DateTimeOffset Start = CacheInstance.Start;

    [Fact]
    public void Still_tells_of_codes_and_of_other_parties_where_one_party_filled_its_room()
    {
        var replays = new MemoryReplays(new SettableClock(Start));
        for (var made = 0; made < MemoryReplays.MostOfOneParty; made++) Assert.Equal(ReplayAnswer.First, Once(replays, "320000/insurer", made.ToString(CultureInfo.InvariantCulture)));
        Assert.Equal(ReplayAnswer.Away, Once(replays, "320000/insurer", "one-more"));
        Assert.Equal(ReplayAnswer.Again, Once(replays, "320000/insurer", "0"));
        foreach (var answer in new[] { ReplayAnswer.First, ReplayAnswer.Again })
        {
            Assert.Equal(answer, Once(replays, "320000/police", "0"));
            Assert.Equal(answer, replays.Once("qr:a", Start, Start.AddMinutes(1)));
        }
    }

    [Fact]
    public void Vouches_for_nothing_that_a_clock_which_goes_back_makes_good_again()
    {
        var clock = new SettableClock(Start);
        var replays = new MemoryReplays(clock);
        Assert.Equal(ReplayAnswer.First, replays.Once("qr:a", Start, Start.AddSeconds(90)));
        clock.Now = Start.AddSeconds(91);
        Assert.Equal(ReplayAnswer.First, replays.Once("qr:b", Start.AddSeconds(91), Start.AddSeconds(181)));
        clock.Now = Start.AddSeconds(60);
        Assert.Equal(ReplayAnswer.Unknown, replays.Once("qr:a", Start, Start.AddSeconds(90)));
        Assert.Equal(ReplayAnswer.Again, replays.Once("qr:b", Start.AddSeconds(91), Start.AddSeconds(181)));
        Assert.Equal(ReplayAnswer.First, replays.Once("qr:c", Start.AddSeconds(60), Start.AddSeconds(150))); // What ends after all that was let go.
    }

    private static ReplayAnswer Once(MemoryReplays replays, string party, string id) =>
        replays.Once($"{IReplayCache.AssertionPrefix}{party}:{id}", Start, Start.AddMinutes(5));
}
