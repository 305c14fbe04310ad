using Microsoft.Extensions.Primitives;
using Yarp.ReverseProxy.Configuration;

namespace RegionNode.Gateway.Routing;

/// <summary>Hands YARP the routes of the newest table. Written by <see cref="TrustFollower"/> alone.</summary>
internal sealed class TrustProxyConfig(CurrentTrust trust) : IProxyConfigProvider
{
    private volatile Config _current = new(trust.Now.Routes);

    /// <inheritdoc/>
    public IProxyConfig GetConfig() => _current;

    /// <summary>Puts these routes in place of the present ones, while requests go on.</summary>
    public void Show(RouteTable table)
    {
        var old = _current;
        _current = new Config(table);
        old.Retire();
    }

    private sealed class Config : IProxyConfig
    {
        private readonly CancellationTokenSource _retired = new();

        public Config(RouteTable table)
        {
            Routes = ProxyRoutes.RoutesOf(table);
            Clusters = ProxyRoutes.ClustersOf(table);
            ChangeToken = new CancellationChangeToken(_retired.Token);
        }

        public IReadOnlyList<RouteConfig> Routes { get; }

        public IReadOnlyList<ClusterConfig> Clusters { get; }

        public IChangeToken ChangeToken { get; }

        public void Retire() => _retired.Cancel();
    }
}
