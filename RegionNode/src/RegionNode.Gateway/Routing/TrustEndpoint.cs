using Federation.Hosting.Clock;

namespace RegionNode.Gateway.Routing;

/// <summary><c>GET /v1/trust</c>: what this gateway believes, how old it is, and where it would route. For operators and desks.</summary>
internal static class TrustEndpoint
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapTrust(this IEndpointRouteBuilder routes) => routes
        .MapGet("/v1/trust", Show)
        .WithName("trust")
        .WithSummary("The trust list in use, its age, and each region's route or why it has none");

    private static TrustReport Show(HttpContext context, CurrentTrust trust, TimeProvider clock)
    {
        context.Response.Headers.CacheControl = "no-store";
        var now = clock.GetUtcNow();
        var (state, routes, _) = trust.Now;
        return new TrustReport
        {
            At = now,
            SimulatedClock = clock.IsSimulated(),
            Versions = state?.Versions,
            ValidUntil = state?.ValidUntil,
            Expired = state is not null && now >= state.ValidUntil,
            LastSync = trust.LastSync,
            SecondsSinceSuccess = trust.LastSuccess is { } success ? (long)(now - success).TotalSeconds : null,
            Regions = [.. (state?.Registry.Regions ?? []).Select(region => RegionReport.Of(region, routes.For(region.Code, now)))],
        };
    }
}
