using Microsoft.Extensions.DependencyInjection.Extensions;

namespace TrustHub.Transparency;

/// <summary>Adds the transparency log.</summary>
public static class TransparencyServices
{
    /// <summary>The room's services.</summary>
    public static void AddTransparency(this IServiceCollection services)
    {
        services.AddSingleton<EpochSignal>();
        services.AddSingleton<WitnessedEpochs>();
        services.AddSingleton<IWitnessedEpochs>(provider => provider.GetRequiredService<WitnessedEpochs>());
        services.TryAddSingleton<IHeadSource, NoHeads>();
    }
}
