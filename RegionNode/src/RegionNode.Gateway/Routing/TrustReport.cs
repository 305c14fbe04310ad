using System.Collections.Immutable;
using TrustList.Format.Registry;
using TrustList.Format.Verification;

namespace RegionNode.Gateway.Routing;

/// <summary>The answer of <c>GET /v1/trust</c>.</summary>
internal sealed record TrustReport
{
    /// <summary>The instant of the report.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>True when that instant comes from a rehearsal clock.</summary>
    public required bool SimulatedClock { get; init; }

    /// <summary>Which trust list; null before the first.</summary>
    public required TrustVersions? Versions { get; init; }

    /// <summary>When the list expires if no newer one comes.</summary>
    public required DateTimeOffset? ValidUntil { get; init; }

    /// <summary>True when it has expired: no route, no accepted verdict.</summary>
    public required bool Expired { get; init; }

    /// <summary>How the last look at the hub ended.</summary>
    public required LastSync? LastSync { get; init; }

    /// <summary>The age of the last success, in seconds; null before the first since the start.</summary>
    public required long? SecondsSinceSuccess { get; init; }

    /// <summary>Every region of the registry.</summary>
    public required ImmutableArray<RegionReport> Regions { get; init; }
}

/// <summary>One region in <see cref="TrustReport"/>.</summary>
/// <param name="Code">Six digits.</param>
/// <param name="NameZh">Chinese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Route">Where its live questions go; empty without a route.</param>
/// <param name="NoRoute">Why there is no route; null where there is one.</param>
internal sealed record RegionReport(string Code, string NameZh, string NameEn, ImmutableArray<string> Route, string? NoRoute)
{
    /// <summary>The report of one region.</summary>
    public static RegionReport Of(RegionRecord region, RouteDecision decision) => decision.Route is { } route
        ? new(region.Code, region.NameZh, region.NameEn, [.. route.Destinations.Select(uri => uri.AbsoluteUri)], null)
        : new(region.Code, region.NameZh, region.NameEn, [], decision.Why.ToString());
}
