using Federation.Hosting.Telemetry;
using Grpc.AspNetCore.Server;
using TrustHub.Leading;

namespace TrustHub.Watching;

/// <summary>Adds what the hub measures of itself (docs/metrics.md).</summary>
public static class WatchingServices
{
    /// <summary>The instruments and the lives of what has to be renewed.</summary>
    public static void AddWatching(this IServiceCollection services)
    {
        services.AddInstruments<AdmissionMeter>().AddInstruments<LeadingGauges>().AddSingleton<ILives, LedLives>();
        services.AddSingleton<PublishingGauges>().AddSingleton<LogGauges>().AddSingleton<HubLives>().AddLed<LedInstruments>();
        services.Configure<GrpcServiceOptions>(grpc => grpc.Interceptors.Add<AdmissionMeter>());
    }
}
