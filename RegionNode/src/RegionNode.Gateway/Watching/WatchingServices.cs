using Federation.Hosting.Telemetry;

namespace RegionNode.Gateway.Watching;

/// <summary>Wires what the gateway measures of itself (docs/metrics.md).</summary>
internal static class WatchingServices
{
    /// <summary>The gauges, and the lives of what has to be renewed.</summary>
    public static IServiceCollection AddWatching(this IServiceCollection services) =>
        services.AddInstruments<GatewayGauges>().AddSingleton<ILives, GatewayLives>();
}
