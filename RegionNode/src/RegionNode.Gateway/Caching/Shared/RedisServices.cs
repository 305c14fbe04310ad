using RegionNode.Gateway.Caching.Memory;

namespace RegionNode.Gateway.Caching.Shared;

/// <summary>Wires the Redis that instances share.</summary>
internal static class RedisServices
{
    /// <summary>The link with its watch, and each cache on it before the one in memory.</summary>
    /// <exception cref="Federation.Hosting.StartRefusedException">The password cannot be read.</exception>
    public static void AddRedis(this IServiceCollection services, GatewayOptions options)
    {
        var prefix = new RedisPrefix(options.RedisPrefix.Length > 0 ? options.RedisPrefix : $"gateway:{options.Code}:");
        services
            .AddSingleton(prefix)
            .AddSingleton(RedisPlace.Of(options.Redis, options.RedisPasswordFile))
            .AddSingleton<RedisLink>()
            .AddSingleton<ICacheStanding>(provider => provider.GetRequiredService<RedisLink>())
            .AddSingleton<AssertionNews>()
            .AddSingleton<IAssertionCache, RedisAssertions>()
            .AddSingleton<IReplayCache, RedisReplays>()
            .AddSingleton<IQuota, RedisQuota>()
            .AddSingleton(provider => new ReferenceStores(References(provider, "handed"), References(provider, "challenge")))
            .AddHostedService<RedisWatch>();
    }

    private static RedisReferences References(IServiceProvider provider, string kind) => new(
        provider.GetRequiredService<RedisLink>(), provider.GetRequiredService<RedisPrefix>(), kind, new MemoryReferences(provider.GetRequiredService<TimeProvider>()));
}
