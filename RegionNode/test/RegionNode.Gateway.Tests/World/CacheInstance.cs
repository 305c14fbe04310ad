using Microsoft.Extensions.Logging.Abstractions;
using RegionNode.Gateway.Caching;
using RegionNode.Gateway.Caching.Memory;
using RegionNode.Gateway.Caching.Shared;
using TrustList.Testing;
using TrustList.Testing.Databases;

namespace RegionNode.Gateway.Tests.World;

/// <summary>One instance's caches of the run's kind, under a clock that stands.</summary>
internal sealed class CacheInstance : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    private RedisWatch? _watch;

    private CacheInstance(SettableClock clock)
    {
        Clock = clock;
        Near = new MemoryAssertions(clock);
        Quota = OwnQuota = new MemoryQuota(clock, RealTime);
        (Assertions, Replays, References, Standing) = (Near, new MemoryReplays(clock), new MemoryReferences(clock), new MemoryStanding());
    }

    public SettableClock Clock { get; }

    /// <summary>What rates go by, in memory.</summary>
    public StandingTime RealTime { get; } = new();

    public MemoryAssertions Near { get; }

    public MemoryQuota OwnQuota { get; }

    public IAssertionCache Assertions { get; private set; }

    public IReplayCache Replays { get; private set; }

    public IQuota Quota { get; private set; }

    public IReferences References { get; private set; }

    public ICacheStanding Standing { get; private set; }

    public static async Task<CacheInstance> OpenAsync(SettableClock? clock = null, string? prefix = null, LocalRedis? own = null, GatewayOptions? options = null, bool wait = true)
    {
        var instance = new CacheInstance(clock ?? new SettableClock(Start));
        if (!RunCache.IsRedis) return instance;
        instance.UseRedis(own ?? await RunCache.Redis, new RedisPrefix(prefix ?? RunCache.NewPrefix()), options ?? new GatewayOptions { RedisMilliseconds = RunCache.PatientMilliseconds });
        await instance._watch!.StartAsync(CancellationToken.None);
        if (wait) await instance.IsThere();
        return instance;
    }

    public Task IsThere() => Eventually.True("the cache is there", () => Task.FromResult(Standing.Available));

    public Task IsAway() => Eventually.True("the cache is away", () => Task.FromResult(!Standing.Available));

    public async ValueTask DisposeAsync()
    {
        if (_watch is null) return;
        await _watch.StopAsync(CancellationToken.None);
        _watch.Dispose();
    }

    private void UseRedis(LocalRedis server, RedisPrefix prefix, GatewayOptions options)
    {
        var link = new RedisLink(options, Clock, NullLogger<RedisLink>.Instance);
        var news = new AssertionNews(prefix, Near);
        _watch = new RedisWatch(link, RedisPlace.Of(server.Connection, options.RedisPasswordFile.Length > 0 ? options.RedisPasswordFile : server.PasswordFile), news);
        Standing = link;
        Assertions = new RedisAssertions(link, prefix, Near, news, Clock);
        Replays = new RedisReplays(link, prefix, (MemoryReplays)Replays, Clock);
        Quota = new RedisQuota(link, prefix, OwnQuota, options, Clock);
        References = new RedisReferences(link, prefix, "handed", (MemoryReferences)References);
    }
}
