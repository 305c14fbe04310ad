using Microsoft.Extensions.DependencyInjection.Extensions;
using TrustHub.Leading;

namespace TrustHub.Transparency;

/// <summary>Adds the transparency log.</summary>
public static class TransparencyServices
{
    /// <summary>The room's services. The sequencer starts before the publisher, which asks what is witnessed.</summary>
    public static void AddTransparency(this IServiceCollection services)
    {
        services.AddSingleton<ILogStore, LogStore>();
        services.AddSingleton(provider => LogKeys.Load(provider.GetRequiredService<HubOptions>().DataDir));
        services.AddSingleton<EpochSignal>().AddSingleton<WitnessWatch>().AddSingleton<SigningHold>().AddSingleton<WitnessedEpochs>();
        services.AddSingleton<IWitnessedEpochs>(provider => provider.GetRequiredService<WitnessedEpochs>());
        services.TryAddSingleton<IHeadSource, NoHeads>();
        services.AddSingleton<EpochLog>().AddSingleton<LoggedBatches>().AddSingleton<ServedTransfers>().AddSingleton<WitnessGate>();
        services.AddSingleton<IssuanceIntake>().AddSingleton<TransferIntake>();
        services.AddLed<Sequencer>();
        services.AddHealthChecks().AddLedCheck<TransparencyHealth>("log");
    }
}
