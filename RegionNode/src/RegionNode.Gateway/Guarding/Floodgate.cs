using System.Threading.RateLimiting;

namespace RegionNode.Gateway.Guarding;

/// <summary>
/// Requests under way are counted, and one beyond the limit is refused at once (503, <c>Retry-After</c>): a flood costs memory and
/// processor only up to a bound, and those inside are served. Health stands outside.
/// </summary>
internal static class Floodgate
{
    /// <summary>Adds the gate, with <see cref="GatewayOptions.MostRequests"/> places.</summary>
    public static void UseFloodgate(this WebApplication app)
    {
        var most = app.Services.GetRequiredService<GatewayOptions>().MostRequests;
        var places = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = most, QueueLimit = 0 });
        app.Lifetime.ApplicationStopped.Register(places.Dispose);
        app.Use(async (context, next) =>
        {
            if (context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
            {
                await next(context);
                return;
            }
            using var place = places.AttemptAcquire();
            if (place.IsAcquired) await next(context);
            else await context.RefuseBusy($"{most} requests are under way");
        });
    }
}
