using Federation.Hosting.Telemetry;

namespace RegionNode.Issuer.Watching;

/// <summary>Adds what the issuer measures of itself (docs/metrics.md).</summary>
internal static class WatchingServices
{
    internal static IServiceCollection AddWatching(this IServiceCollection services) => services
        .AddInstruments<IssuerMeter>().AddInstruments<SubmissionGauges>().AddInstruments<OfficeGauges>().AddSingleton<ILives, NodeLives>();
}
