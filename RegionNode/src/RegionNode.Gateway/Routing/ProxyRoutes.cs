using RegionNode.Gateway.Guarding;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace RegionNode.Gateway.Routing;

/// <summary>Writes a route table in YARP's words: one live route a region, one route for wallets.</summary>
internal static class ProxyRoutes
{
    /// <summary>The only live path; case and form are checked again by <see cref="ProxyGuard"/>.</summary>
    public const string LivePath = "/federation.live.v1.LiveStatus/Ask";

    /// <summary>The wallets' paths.</summary>
    public const string HolderPath = "/holder/{**rest}";

    /// <summary>Metadata key of a cluster: its pins, comma between.</summary>
    public const string PinsKey = "pins";

    /// <summary>Metadata key of a route: the region that live questions are for. Absent on the wallets' route.</summary>
    public const string RegionKey = "region";

    /// <summary>How long a proxied live question may take; less than the asker waits, so that the asker learns why.</summary>
    public static readonly TimeSpan LivePatience = TimeSpan.FromSeconds(1.6);

    /// <summary>How long a wallet's call may take.</summary>
    public static readonly TimeSpan HolderPatience = TimeSpan.FromSeconds(10);

    // Neither the own issuer nor another region learns where a caller sits, and none is told so by the caller.
    private static readonly IReadOnlyList<IReadOnlyDictionary<string, string>> NoForwardedHeaders =
        [new Dictionary<string, string> { ["X-Forwarded"] = "Remove" }];

    /// <summary>The longest that a call on this route may take as a whole.</summary>
    public static TimeSpan PatienceOf(RouteConfig route) => route.Metadata?.ContainsKey(RegionKey) is true ? LivePatience : HolderPatience;

    /// <summary>The routes of the table.</summary>
    public static IReadOnlyList<RouteConfig> RoutesOf(RouteTable table)
    {
        var routes = table.Routes.Keys.Order(StringComparer.Ordinal).Select(Live).ToList();
        if (table.Holders is not null) routes.Add(Holder());
        return routes;
    }

    /// <summary>The clusters of the table.</summary>
    public static IReadOnlyList<ClusterConfig> ClustersOf(RouteTable table)
    {
        var clusters = table.Routes.Values.Select(route => Cluster("live-" + route.Region, route, LivePatience)).ToList();
        if (table.Holders is { } issuer) clusters.Add(Cluster("holder", issuer, HolderPatience));
        return clusters;
    }

    private static RouteConfig Live(string region) => new()
    {
        RouteId = "live-" + region,
        ClusterId = "live-" + region,
        Order = -1,
        MaxRequestBodySize = BodyLimits.LiveQuestion,
        Metadata = new Dictionary<string, string> { [RegionKey] = region },
        Transforms = NoForwardedHeaders,
        Match = new RouteMatch
        {
            Path = LivePath,
            Methods = ["POST"],
            Headers = [new RouteHeader { Name = RegionHeader.Name, Values = [region], Mode = HeaderMatchMode.ExactHeader, IsCaseSensitive = true }],
        },
    };

    private static RouteConfig Holder() => new()
    {
        RouteId = "holder",
        ClusterId = "holder",
        MaxRequestBodySize = BodyLimits.HolderRequest,
        Transforms = NoForwardedHeaders,
        Match = new RouteMatch { Path = HolderPath },
    };

    private static ClusterConfig Cluster(string id, RegionRoute route, TimeSpan patience) => new()
    {
        ClusterId = id,
        LoadBalancingPolicy = "FirstAlphabetical",
        HttpRequest = new ForwarderRequestConfig
        {
            ActivityTimeout = patience,
            Version = System.Net.HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        },
        Metadata = new Dictionary<string, string> { [PinsKey] = string.Join(',', route.Pins) },
        Destinations = route.Destinations
            .Select((uri, at) => (uri, at))
            .ToDictionary(pair => $"{pair.at:D2}", pair => new DestinationConfig { Address = pair.uri.AbsoluteUri }),
    };
}
