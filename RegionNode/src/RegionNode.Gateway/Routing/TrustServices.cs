using TrustList.Sync;

namespace RegionNode.Gateway.Routing;

/// <summary>Wires what keeps the trust list up to date.</summary>
internal static class TrustServices
{
    /// <summary>The state on disk, its follower, and the health check that speaks of it.</summary>
    public static IServiceCollection AddTrust(this IServiceCollection services)
    {
        services.AddSingleton(provider => OwnIssuer.Of(provider.GetRequiredService<GatewayOptions>()));
        services.AddSingleton(provider => provider.GetRequiredService<OwnIssuer>().Peer);
        services.AddSingleton<CurrentTrust>();
        services.AddSingleton(provider => TrustStore.Open(Path.Combine(provider.GetRequiredService<GatewayOptions>().DataDir, "trust")));
        services.AddSingleton(Client);
        services.AddHostedService<TrustFollower>();
        services.AddHealthChecks().AddCheck<TrustHealth>("trust");
        return services;
    }

    private static TrustClient Client(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<GatewayOptions>();
        return new TrustClient(
            provider.GetRequiredService<TrustStore>(),
            File.ReadAllBytes(options.TrustAnchor),
            new Uri(options.HubPublicUrl),
            TrustClient.CreateHttpClient(),
            provider.GetRequiredService<TimeProvider>(),
            new SyncOptions { FetchParties = true });
    }
}
