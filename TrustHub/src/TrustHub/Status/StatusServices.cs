using TrustHub.Leading;
using TrustHub.Transparency;

namespace TrustHub.Status;

/// <summary>The room that admits status heads and makes packages of them.</summary>
public static class StatusServices
{
    /// <summary>The store, the states, the intake and the packages.</summary>
    public static void AddStatus(this IServiceCollection services)
    {
        services.AddSingleton<IStatusStore, StatusStore>();
        services.AddSingleton<RegionReader>().AddSingleton<RegionStates>().AddSingleton<HeadIntake>();
        services.AddSingleton<IHeadSource>(provider => provider.GetRequiredService<RegionStates>());
        services.AddSingleton<EpochTimes>().AddSingleton<PackageBuilder>().AddSingleton<StatusPackages>();
        services.AddLed<StatusLoading>();
        services.AddLed<StatusFolding>();
    }
}
