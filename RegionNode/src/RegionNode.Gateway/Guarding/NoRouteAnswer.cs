using RegionNode.Gateway.Routing;

namespace RegionNode.Gateway.Guarding;

/// <summary>What a call to a region gets that matched no route of the proxy: the reason why there is none.</summary>
internal static class NoRouteAnswer
{
    /// <summary>Maps what is left of the services' paths.</summary>
    public static void MapNoRoute(this IEndpointRouteBuilder routes)
    {
        foreach (var service in RegionService.All)
            routes.Map($"/{service.Name}/{{**rest}}", (HttpContext context, CurrentTrust trust, TimeProvider clock) => Answer(context, service, trust, clock))
                .ExcludeFromDescription();
    }

    private static Task Answer(HttpContext context, RegionService service, CurrentTrust trust, TimeProvider clock)
    {
        if (!service.Owns(context.Request.Path.Value)) return context.Refuse(Refusal.BadPath, $"the method is {service.Path}");
        if (RegionHeader.CodeOf(context.Request.Headers) is not { } region)
            return context.Refuse(Refusal.BadRegionHeader, "the header is missing");
        var decision = trust.Now.Routes.For(region, clock.GetUtcNow());
        // A route that exists but did not match: it was published this very moment, or the method is not POST.
        return decision.Route is null
            ? context.Refuse(Refusal.NoRoute, $"{region}: {decision.Why}")
            : context.Refuse(Refusal.Malformed, "regions speak gRPC with each other");
    }
}
