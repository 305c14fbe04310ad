using System.Collections.Immutable;
using RegionNode.Gateway.Guarding;
using TrustList.Format.Registry;
using TrustList.Format.Verification;

namespace RegionNode.Gateway.Routing;

/// <summary>
/// Every route this gateway has, computed from one signed trust state and nothing else. Immutable: each
/// look at the hub makes a new table. The one place that says whether a region may be reached or may ask;
/// it says so for an instant, because what it was made of can expire in between.
/// </summary>
internal sealed class RouteTable
{
    private readonly ImmutableDictionary<string, RegionRoute> _routes;
    private readonly ILookup<string, string> _regionsByGatewayPin;
    private readonly ImmutableHashSet<string> _ownPins;

    private RouteTable(TrustState? state, OwnIssuer own, DateTimeOffset now)
    {
        State = state;
        OwnCode = own.Code;
        var ownNode = state?.Nodes.GetValueOrDefault(own.Code);
        Holders = own.RouteBy(ownNode);
        _ownPins = ownNode is null ? [] : [.. ownNode.GatewayPins, .. ownNode.IssuerPins];
        var nodes = state is null || now >= state.ValidUntil
            ? []
            : state.Nodes.Keys.Select(code => state.FindRoute(code, now)).OfType<NodeDocument>().ToList();
        _routes = nodes.Select(RouteOf).OfType<RegionRoute>().ToImmutableDictionary(route => route.Region);
        _regionsByGatewayPin = nodes.SelectMany(node => node.GatewayPins.Select(pin => (pin, node.Region)))
            .ToLookup(pair => pair.pin, pair => pair.Region);
        Fingerprint = string.Join('\n', _routes.Values.Select(r => r.Fingerprint).Order(StringComparer.Ordinal).Prepend(Holders?.Fingerprint));

        RegionRoute? RouteOf(NodeDocument node) =>
            node.Region == own.Code ? Holders : RegionRoute.Of(node.Region, node.GatewayEndpoints, node.GatewayPins, Reach.Public);
    }

    /// <summary>What the table was computed from; null before the first trust list.</summary>
    public TrustState? State { get; }

    /// <summary>The own region's code.</summary>
    public string OwnCode { get; }

    /// <summary>The route to the own issuer, for wallets; null while its pins are unknown.</summary>
    public RegionRoute? Holders { get; }

    /// <summary>The routes by region, the own one included.</summary>
    public IReadOnlyDictionary<string, RegionRoute> Routes => _routes;

    /// <summary>Equal for tables with equal routes.</summary>
    public string Fingerprint { get; }

    /// <summary>The table of a trust state at an instant; without one it knows at most the own issuer.</summary>
    public static RouteTable Of(TrustState? state, OwnIssuer own, DateTimeOffset now) => new(state, own, now);

    /// <summary>The region's route at this instant, or why there is none.</summary>
    public RouteDecision For(string region, DateTimeOffset now)
    {
        if (State is null) return RouteDecision.None(NoRoute.NoTrustState);
        if (now >= State.ValidUntil) return RouteDecision.None(NoRoute.ListExpired);
        return State.StandingOf(region, now) switch
        {
            RegionStanding.Unknown => RouteDecision.None(NoRoute.UnknownRegion),
            RegionStanding.Suspended => RouteDecision.None(NoRoute.Suspended),
            RegionStanding.UnderNotice => RouteDecision.None(NoRoute.UnderNotice),
            RegionStanding.Withdrawn => RouteDecision.None(NoRoute.Withdrawn),
            RegionStanding.Excluded => RouteDecision.None(NoRoute.RegionExcluded),
            RegionStanding.Expired => RouteDecision.None(NoRoute.RegionExpired),
            _ when !State.Nodes.ContainsKey(region) => RouteDecision.None(NoRoute.NoNode),
            _ when State.FindRoute(region, now) is null => RouteDecision.None(NoRoute.NodeExpired),
            _ when _routes.TryGetValue(region, out var route) => RouteDecision.To(route),
            _ => RouteDecision.None(NoRoute.NotYetRouted),
        };
    }

    /// <summary>True for the key of a gateway whose region has a standing that lets it ask at this instant.</summary>
    public bool IsGateway(string pin, DateTimeOffset now) =>
        State is not null && now < State.ValidUntil
        && _regionsByGatewayPin[pin].Any(region => State.FindRoute(region, now) is not null);

    /// <summary>The region that a key of a gateway, or of the own issuer, speaks for at this instant; null where none does, or more than one.</summary>
    public string? RegionOf(string pin, DateTimeOffset now)
    {
        if (IsOwn(pin)) return OwnCode;
        if (!IsGateway(pin, now)) return null;
        var regions = _regionsByGatewayPin[pin].Where(region => State!.FindRoute(region, now) is not null).Distinct().ToList();
        return regions.Count == 1 ? regions[0] : null;
    }

    /// <summary>True for a key of the own region's gateway or issuer.</summary>
    public bool IsOwn(string pin) => _ownPins.Contains(pin);
}
