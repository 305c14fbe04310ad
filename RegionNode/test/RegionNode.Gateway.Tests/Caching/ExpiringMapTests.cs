using RegionNode.Gateway.Caching.Memory;
using RegionNode.Gateway.Tests.World;
using TrustList.Testing;

namespace RegionNode.Gateway.Tests.Caching;

public sealed class ExpiringMapTests
{
    private static readonly DateTimeOffset Start = CacheInstance.Start;
    private readonly SettableClock _clock = new(Start);

    [Fact]
    public void Takes_nothing_more_when_it_is_full_until_something_has_ended()
    {
        var map = new ExpiringMap<int, string>(3, evicts: false, _clock);
        for (var key = 1; key <= 3; key++) Assert.Equal(Placing.Placed, Place(map, key, key));
        Assert.Equal(Placing.Full, Place(map, 4, 60));
        Assert.Equal(Placing.Held, Place(map, 2, 60));
        _clock.Now = Start.AddSeconds(1);
        Assert.Equal(Placing.Placed, Place(map, 4, 60));
        Assert.False(map.Find(1, out _));
        Assert.True(map.Find(2, out _));
    }

    [Fact]
    public void Gives_up_what_ends_first_where_it_evicts()
    {
        var map = new ExpiringMap<int, string>(2, evicts: true, _clock);
        Place(map, 1, 30);
        Place(map, 2, 10);
        Assert.Equal(Placing.Placed, Place(map, 3, 20));
        Assert.True(map.Find(1, out _));
        Assert.False(map.Find(2, out _));
    }

    [Fact]
    public void Lets_go_what_has_ended_though_nothing_new_comes()
    {
        var map = new ExpiringMap<int, string>(10, evicts: false, _clock);
        Place(map, 1, 60);
        Place(map, 2, 61);
        _clock.Now = Start.AddSeconds(60);
        map.Forget();
        Assert.Equal(1, map.Count);
    }

    [Fact]
    public void Counts_weight()
    {
        var map = new ExpiringMap<int, string>(10, evicts: false, _clock);
        Assert.Equal(Placing.Placed, map.Place(1, "", Start.AddSeconds(1), _ => false, weight: 8));
        Assert.Equal(Placing.Full, map.Place(2, "", Start.AddSeconds(1), _ => false, weight: 3));
        Assert.True(map.Take(1, out _));
        Assert.Equal(Placing.Placed, map.Place(2, "", Start.AddSeconds(1), _ => false, weight: 10));
    }

    [Fact]
    public void Remembers_no_more_ends_than_it_needs_of_what_is_placed_again_and_again()
    {
        var map = new ExpiringMap<int, string>(4, evicts: true, _clock);
        for (var turn = 0; turn < 10_000; turn++) map.Place(turn % 4, "", Start.AddDays(1).AddTicks(turn), _ => true);
        Assert.Equal(4, map.Count);
        Assert.InRange(map.Ends, 4, 32);
    }

    private static Placing Place(ExpiringMap<int, string> map, int key, int seconds) => map.Place(key, "", Start.AddSeconds(seconds), _ => false);
}
