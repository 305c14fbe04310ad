namespace RegionNode.Gateway;

/// <summary>Wires the drain.</summary>
internal static class DrainServices
{
    /// <summary>Adds it, and its time to the time that the host takes to stop.</summary>
    public static IServiceCollection AddDrain(this IServiceCollection services)
    {
        services.AddHostedService<Drain>();
        services.AddOptions<HostOptions>().Configure<GatewayOptions>((host, options) => host.ShutdownTimeout += TimeSpan.FromSeconds(options.DrainSeconds));
        return services;
    }
}
