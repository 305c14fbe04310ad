using RegionNode.Gateway.Guarding;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace RegionNode.Gateway.Routing;

/// <summary>Writes a route table in YARP's words: a route for each region and service, one each for wallets and for disputes.</summary>
internal static class ProxyRoutes
{
    /// <summary>The wallets' paths.</summary>
    public const string HolderPath = "/holder/{**rest}";

    /// <summary>Where verifiers contest a status: the own issuer signs the dispute and carries it to the home region.</summary>
    public const string DisputePath = "/v1/disputes/{**rest}";

    /// <summary>Metadata key of a cluster: its pins, comma between.</summary>
    public const string PinsKey = "pins";

    /// <summary>Metadata key of a cluster: the <see cref="Reach"/> of its destinations.</summary>
    public const string ReachKey = "reach";

    /// <summary>Metadata key of a route: the region that its calls are for. Absent on routes to the own issuer.</summary>
    public const string RegionKey = "region";

    /// <summary>Metadata key of a region's route: the name of its <see cref="RegionService"/>.</summary>
    public const string ServiceKey = "service";

    /// <summary>How long a call from office to office may take.</summary>
    public static readonly TimeSpan OfficePatience = TimeSpan.FromSeconds(10);

    /// <summary>How long a wallet's call may take.</summary>
    public static readonly TimeSpan HolderPatience = TimeSpan.FromSeconds(10);

    // Neither the own issuer nor another region learns where a caller sits, and none is told so by the caller.
    private static readonly IReadOnlyList<IReadOnlyDictionary<string, string>> NoForwardedHeaders =
        [new Dictionary<string, string> { ["X-Forwarded"] = "Remove" }];

    /// <summary>The longest that a call on this route may take as a whole.</summary>
    public static TimeSpan PatienceOf(RouteConfig route) => ServiceOf(route)?.Patience ?? HolderPatience;

    /// <summary>The service of a region's route; null on routes to the own issuer.</summary>
    public static RegionService? ServiceOf(RouteConfig route) => RegionService.Find(route.Metadata?.GetValueOrDefault(ServiceKey));

    /// <summary>The routes of the table.</summary>
    public static IReadOnlyList<RouteConfig> RoutesOf(RouteTable table)
    {
        var routes = table.Routes.Keys.Order(StringComparer.Ordinal).SelectMany(region => RegionService.All.Select(service => Between(region, service))).ToList();
        if (table.Holders is not null) routes.AddRange([ToIssuer("holder", HolderPath), ToIssuer("dispute", DisputePath)]);
        return routes;
    }

    /// <summary>The clusters of the table.</summary>
    public static IReadOnlyList<ClusterConfig> ClustersOf(RouteTable table)
    {
        var clusters = table.Routes.Values.SelectMany(route => RegionService.All.Select(service => Cluster(IdOf(route.Region, service), route, service.Patience))).ToList();
        if (table.Holders is { } issuer) clusters.Add(Cluster("holder", issuer, HolderPatience));
        return clusters;
    }

    private static string IdOf(string region, RegionService service) => $"{service.Name}-{region}";

    private static RouteConfig Between(string region, RegionService service) => new()
    {
        RouteId = IdOf(region, service),
        ClusterId = IdOf(region, service),
        Order = -1,
        MaxRequestBodySize = service.LargestRequest,
        Metadata = new Dictionary<string, string> { [RegionKey] = region, [ServiceKey] = service.Name },
        Transforms = NoForwardedHeaders,
        Match = new RouteMatch
        {
            Path = service.Path,
            Methods = ["POST"],
            Headers = [new RouteHeader { Name = RegionHeader.Name, Values = [region], Mode = HeaderMatchMode.ExactHeader, IsCaseSensitive = true }],
        },
    };

    private static RouteConfig ToIssuer(string id, string path) => new()
    {
        RouteId = id,
        ClusterId = "holder",
        MaxRequestBodySize = BodyLimits.HolderRequest,
        Transforms = NoForwardedHeaders,
        Match = new RouteMatch { Path = path },
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
        Metadata = new Dictionary<string, string> { [PinsKey] = string.Join(',', route.Pins), [ReachKey] = route.Reach.ToString() },
        Destinations = route.Destinations
            .Select((uri, at) => (uri, at))
            .ToDictionary(pair => $"{pair.at:D2}", pair => new DestinationConfig { Address = pair.uri.AbsoluteUri }),
    };
}
