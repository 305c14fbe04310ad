using RegionNode.Gateway.Caching.Memory;
using RegionNode.Gateway.Tests.World;
using TrustList.Testing;

namespace RegionNode.Gateway.Tests.Caching;

public sealed class RateTests
{
    private readonly StandingTime _time = new();
    private readonly MemoryQuota _quota;

    public RateTests() => _quota = new MemoryQuota(new SettableClock(CacheInstance.Start), _time);

    [Fact]
    public void Grants_one_more_when_its_time_has_passed_and_not_before()
    {
        for (var asked = 0; asked < 20; asked++) Assert.True(Take());
        Assert.False(Take());
        _time.Pass(TimeSpan.FromMilliseconds(99));
        Assert.False(Take());
        _time.Pass(TimeSpan.FromMilliseconds(1));
        Assert.True(Take());
        Assert.False(Take());
        _time.Pass(TimeSpan.FromHours(1)); // No more than a burst is saved up.
        for (var asked = 0; asked < 20; asked++) Assert.True(Take());
        Assert.False(Take());
    }

    [Fact]
    public void Says_when_asking_again_helps()
    {
        Assert.True(_quota.Take("a", 4, 100, 8).Granted);
        Assert.Equal(TimeSpan.FromMilliseconds(500), _quota.Take("a", 4, 100, 2).RetryAfter);
        _time.Pass(TimeSpan.FromMilliseconds(500));
        Assert.True(_quota.Take("a", 4, 100, 2).Granted);
    }

    private bool Take() => _quota.Take("a", 10, 1_000, 1).Granted;
}
