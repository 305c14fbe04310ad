using Federation.Hosting.Tls;
using RegionNode.Gateway.Routing;
using TrustList.Format.Status;
using TrustList.Sync;
using TrustList.Sync.Status;

namespace RegionNode.Gateway.Status;

/// <summary>Wires what keeps the regions' status up to date.</summary>
internal static class StatusServices
{
    /// <summary>The mirror with its store, the hub's feed, the follower, and the health check that speaks of it.</summary>
    public static IServiceCollection AddStatus(this IServiceCollection services)
    {
        services.AddSingleton(Client);
        services.AddSingleton(provider => provider.GetRequiredService<StatusClient>().Mirror);
        services.AddSingleton<IStatusSource>(provider => provider.GetRequiredService<StatusMirror>());
        services.AddSingleton(Feed);
        services.AddSingleton<StatusStanding>();
        services.AddHostedService<StatusFollower>();
        services.AddHealthChecks().AddCheck<StatusHealth>("status");
        return services;
    }

    private static StatusClient Client(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<GatewayOptions>();
        return new StatusClient(
            StatusStore.Open(Path.Combine(options.DataDir, "trust")), new Uri(options.HubPublicUrl), TrustClient.CreateHttpClient(),
            provider.GetRequiredService<TimeProvider>());
    }

    private static IStatusFeed Feed(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<GatewayOptions>();
        // Patience with a hub is real time, also under a rehearsal clock.
        return options.HubNodeUrl.Length > 0
            ? new GrpcStatusFeed(new Uri(options.HubNodeUrl), provider.GetRequiredService<TlsKey>(), provider.GetRequiredService<CurrentTrust>())
            : new EventStreamFeed(new Uri(options.HubPublicUrl), TrustClient.CreateHttpClient(), TimeProvider.System);
    }
}
