using TrustList.Testing.Databases;

namespace RegionNode.Gateway.Tests.World;

/// <summary>A fact about a cache that instances share: skipped where the run's is memory.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RedisFactAttribute : FactAttribute
{
    public RedisFactAttribute() => Skip = RunCache.IsRedis ? LocalRedis.Missing : "of Redis: runs where FEDERATION_CACHE is redis";
}
