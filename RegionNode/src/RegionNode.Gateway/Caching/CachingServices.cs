using Federation.Hosting.Options;
using RegionNode.Gateway.Caching.Memory;
using RegionNode.Gateway.Caching.Shared;

namespace RegionNode.Gateway.Caching;

/// <summary>Wires what the gateway remembers for a while.</summary>
internal static class CachingServices
{
    /// <summary>Assertions, replays, quotas and references: in memory, or in the Redis that the settings name.</summary>
    /// <exception cref="Federation.Hosting.StartRefusedException">A setting is wrong or the password cannot be read.</exception>
    public static void AddCaching(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.ReadOptions<GatewayOptions>(GatewayOptions.Section);
        var services = builder.Services
            .AddSingleton<MemoryAssertions>()
            .AddSingleton<MemoryReplays>()
            .AddSingleton(provider => new MemoryQuota(provider.GetRequiredService<TimeProvider>(), TimeProvider.System))
            .AddSingleton<PushedDrops>()
            .AddSingleton<KeptAssertions>();
        if (options.Redis.Length > 0) services.AddRedis(options);
        else services.AddMemory();
        services.AddHostedService<Forgetting>();
        services.AddHealthChecks().AddCheck<CacheHealth>("cache");
    }

    private static void AddMemory(this IServiceCollection services) => services
        .AddSingleton<IAssertionCache>(provider => provider.GetRequiredService<MemoryAssertions>())
        .AddSingleton<IReplayCache>(provider => provider.GetRequiredService<MemoryReplays>())
        .AddSingleton<IQuota>(provider => provider.GetRequiredService<MemoryQuota>())
        .AddSingleton(provider => new ReferenceStores(
            new MemoryReferences(provider.GetRequiredService<TimeProvider>()), new MemoryReferences(provider.GetRequiredService<TimeProvider>())))
        .AddSingleton<ICacheStanding, MemoryStanding>();
}
