using RegionNode.Gateway.Routing;

namespace RegionNode.Gateway.Guarding;

/// <summary>What a live question gets that matched no route of the proxy: the reason why there is none.</summary>
internal static class NoRouteAnswer
{
    /// <summary>Maps what is left of the live service's paths.</summary>
    public static void MapNoRoute(this IEndpointRouteBuilder routes) =>
        routes.Map("/federation.live.v1.LiveStatus/{**rest}", Answer).ExcludeFromDescription();

    private static Task Answer(HttpContext context, CurrentTrust trust, TimeProvider clock)
    {
        if (!string.Equals(context.Request.Path.Value, ProxyRoutes.LivePath, StringComparison.Ordinal))
            return context.Refuse(Refusal.BadPath, $"the method is {ProxyRoutes.LivePath}");
        if (RegionHeader.CodeOf(context.Request.Headers) is not { } region)
            return context.Refuse(Refusal.BadRegionHeader, "the header is missing");
        var decision = trust.Now.Routes.For(region, clock.GetUtcNow());
        // A route that exists but did not match: it was published this very moment, or the method is not POST.
        return decision.Route is null
            ? context.Refuse(Refusal.NoRoute, $"{region}: {decision.Why}")
            : context.Refuse(Refusal.Malformed, "live questions are gRPC calls");
    }
}
