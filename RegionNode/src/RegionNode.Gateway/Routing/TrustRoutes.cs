using RegionNode.Gateway.Guarding;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace RegionNode.Gateway.Routing;

/// <summary>Wires the proxy to the trust list.</summary>
internal static class TrustRoutes
{
    /// <summary>The proxy with routes of the trust list and pinned connections.</summary>
    public static IServiceCollection AddTrustRoutes(this IServiceCollection services)
    {
        services.AddSingleton<ProxyGuard>();
        services.AddSingleton<ProxyPlaces>();
        services.AddSingleton<WalletPlaces>();
        services.AddSingleton<RouteConnections>();
        services.AddSingleton<TrustProxyConfig>();
        services.AddSingleton<IProxyConfigProvider>(provider => provider.GetRequiredService<TrustProxyConfig>());
        services.AddSingleton<IForwarderHttpClientFactory, PinnedForwarderClients>();
        services.AddReverseProxy();
        return services;
    }

    /// <summary>The proxy's endpoints, each behind the guard.</summary>
    public static void MapGuardedProxy(this IEndpointRouteBuilder routes) => routes.MapReverseProxy(proxy =>
    {
        var guard = proxy.ApplicationServices.GetRequiredService<ProxyGuard>();
        proxy.Use((context, next) => guard.Invoke(context, () => next(context)));
        proxy.UseLoadBalancing();
    });
}
