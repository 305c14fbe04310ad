using System.Diagnostics;
using System.Diagnostics.Metrics;
using Federation.Hosting.Options;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Federation.Hosting.Telemetry;

/// <summary>Traces, metrics and logs of a host.</summary>
public static class TelemetryExtensions
{
    /// <summary>
    /// Adds <see cref="Tracing"/> and a span around each request, and exports them, the meter named <paramref name="name"/> and the
    /// log where the settings name a collector.
    /// </summary>
    /// <param name="builder">The host's builder.</param>
    /// <param name="name">What the program calls itself, its own in a process: <c>gateway/310000</c>.</param>
    /// <exception cref="StartRefusedException">A setting is wrong.</exception>
    public static void AddFederationTelemetry(this IHostApplicationBuilder builder, string name)
    {
        var options = builder.Configuration.ReadOptions<TelemetryOptions>(TelemetryOptions.Section);
        DistributedContextPropagator.Current = new SpanPropagator(); // Of the whole process: every HTTP client takes it.
        builder.Services.AddSingleton(_ => new Tracing(name)).AddSingleton<IStartupFilter, RequestSpans>();
        builder.Services.AddSingleton(provider => new ProgramMeter(provider.GetRequiredService<IMeterFactory>(), name))
            .AddSingleton<KeptHealth>().AddInstruments<CommonInstruments>().AddHostedService<InstrumentsExtensions.AtStart>();
        if (options.Otlp.Length == 0) return;
        builder.Services.AddSingleton<IHealthCheckPublisher>(provider => provider.GetRequiredService<KeptHealth>())
            .Configure<HealthCheckPublisherOptions>(health => health.Delay = TimeSpan.FromSeconds(options.Seconds));
        builder.Services.AddHostedService(_ => new TelemetryExport(options, name));
        builder.AddLogExport(options, name);
    }
}
