namespace RegionNode.Gateway.Routing;

/// <summary>A route, or the reason why there is none: never both, never neither.</summary>
internal readonly record struct RouteDecision
{
    private RouteDecision(RegionRoute? route, NoRoute why) => (Route, Why) = (route, why);

    /// <summary>The route, when there is one.</summary>
    public RegionRoute? Route { get; }

    /// <summary>Why not; means nothing when there is a route.</summary>
    public NoRoute Why { get; }

    /// <summary>There is a route.</summary>
    public static RouteDecision To(RegionRoute route) => new(route, default);

    /// <summary>There is none.</summary>
    public static RouteDecision None(NoRoute why) => new(null, why);
}
