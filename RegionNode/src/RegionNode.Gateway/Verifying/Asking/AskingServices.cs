using Federation.Hosting.Options;

namespace RegionNode.Gateway.Verifying.Asking;

/// <summary>Wires the way to home regions.</summary>
internal static class AskingServices
{
    /// <summary>Channels, lanes, and the health check that names regions which do not answer.</summary>
    public static IServiceCollection AddAsking(this IServiceCollection services)
    {
        services.AddValidatedOptions<AskingOptions>(AskingOptions.Section);
        services.AddSingleton<HomeChannels>().AddSingleton<RegionLanes>().AddSingleton<HomeRegion>();
        services.AddHealthChecks().AddCheck<AskingHealth>("asking");
        return services;
    }
}
