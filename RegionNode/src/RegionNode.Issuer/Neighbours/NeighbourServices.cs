using TrustList.Sync;

namespace RegionNode.Issuer.Neighbours;

/// <summary>Wires what the node knows of other regions and how it reaches them.</summary>
internal static class NeighbourServices
{
    /// <summary>Keys and channel always; what follows the trust list only where <c>Node:TrustAnchor</c> names its root.</summary>
    internal static IServiceCollection AddNeighbours(this IServiceCollection services, NodeOptions options)
    {
        services.AddSingleton<NeighbourTrust>().AddSingleton<NeighbourKeys>().AddSingleton<RegionChannel>();
        if (options.TrustAnchor.Length == 0)
            return services;
        return services
            .AddSingleton(_ => TrustStore.Open(Path.Combine(options.DataDir, "trust")))
            .AddSingleton(Client)
            .AddHostedService<NeighbourFollower>();
    }

    private static TrustClient Client(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<NodeOptions>();
        return new TrustClient(
            provider.GetRequiredService<TrustStore>(), File.ReadAllBytes(options.TrustAnchor), new Uri(options.PublicHubUrl),
            TrustClient.CreateHttpClient(), provider.GetRequiredService<TimeProvider>(), new SyncOptions { FetchStatusLists = false });
    }
}
