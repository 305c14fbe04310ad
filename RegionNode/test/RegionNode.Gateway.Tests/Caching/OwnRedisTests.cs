using RegionNode.Gateway.Tests.World;
using TrustList.Testing.Databases;

namespace RegionNode.Gateway.Tests.Caching;

/// <summary>Each test has a Redis server of its own, and a cache on it.</summary>
public abstract class OwnRedisTests(string prefix) : IAsyncLifetime
{
    private protected LocalRedis Redis { get; private set; } = null!;

    private protected CacheInstance Cache { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (!RunCache.IsRedis) return;
        Redis = await LocalRedis.StartAsync();
        Cache = await CacheInstance.OpenAsync(prefix: prefix, own: Redis);
    }

    public async Task DisposeAsync()
    {
        if (!RunCache.IsRedis) return;
        await Cache.DisposeAsync();
        await Redis.DisposeAsync();
    }
}
