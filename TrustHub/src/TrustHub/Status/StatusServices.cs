using TrustHub.Transparency;

namespace TrustHub.Status;

/// <summary>The room that admits status heads and makes packages of them.</summary>
public static class StatusServices
{
    /// <summary>The store, the states, the intake and the packages.</summary>
    public static void AddStatus(this IServiceCollection services)
    {
        services.AddSingleton<IStatusStore, SqliteStatusStore>();
        services.AddSingleton<RegionReader>().AddSingleton<RegionStates>().AddSingleton<HeadIntake>();
        services.AddSingleton<IHeadSource>(provider => provider.GetRequiredService<RegionStates>());
        services.AddSingleton<EpochTimes>().AddSingleton<PackageBuilder>().AddSingleton<StatusPackages>();
        services.AddHostedService<StatusLoading>();
        services.AddSingleton<StatusFolding>();
        services.AddHostedService(provider => provider.GetRequiredService<StatusFolding>());
    }
}
