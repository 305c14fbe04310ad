using System.Reflection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Federation.Hosting.Telemetry;

/// <summary>
/// Sends the host's spans and measurements to a collector while the host runs, and what is left when it stops, for at most
/// <see cref="LastWords"/>. A collector that is away costs nobody anything but the data.
/// </summary>
/// <param name="options">Where to; the address is not empty.</param>
/// <param name="name">The program's own name: of its spans, of its meter, and of the service where the options give none.</param>
internal sealed class TelemetryExport(TelemetryOptions options, string name) : IHostedLifecycleService, IDisposable
{
    /// <summary>How long a stopping host waits for the collector.</summary>
    public static readonly TimeSpan LastWords = TimeSpan.FromSeconds(4);

    /// <summary>Of the framework, its measurements of requests by route and status, and of the process; none of them names a path.</summary>
    private static readonly string[] FrameworkMeters = ["Microsoft.AspNetCore.Hosting", "System.Runtime"];

    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        var service = Resource(options, name);
        _traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(service)
            .AddSource(name)
            .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(options.Share)))
            .AddOtlpExporter(otlp =>
            {
                Set(otlp, options, "traces");
                otlp.BatchExportProcessorOptions.ScheduledDelayMilliseconds = options.Seconds * 1000;
            })
            .Build();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(service)
            .AddMeter([name, .. FrameworkMeters])
            .AddOtlpExporter((otlp, reader) =>
            {
                Set(otlp, options, "metrics");
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = options.Seconds * 1000;
            })
            .Build();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        _traces?.Shutdown((int)LastWords.TotalMilliseconds);
        _metrics?.Shutdown((int)LastWords.TotalMilliseconds);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    /// <summary>Who sends: the program and which of several it is. Nothing of the machine but its name.</summary>
    internal static ResourceBuilder Resource(TelemetryOptions options, string name) => ResourceBuilder.CreateEmpty().AddService(
        options.Service.Length > 0 ? options.Service : name, "federation", Assembly.GetEntryAssembly()?.GetName().Version?.ToString(), autoGenerateServiceInstanceId: false,
        options.Instance.Length > 0 ? options.Instance : $"{Environment.MachineName}-{Environment.ProcessId}");

    /// <summary>Where to, and how long one try may take.</summary>
    internal static void Set(OtlpExporterOptions otlp, TelemetryOptions options, string signal)
    {
        otlp.Endpoint = new Uri(new Uri(options.Otlp.TrimEnd('/') + "/"), $"v1/{signal}");
        otlp.Protocol = OtlpExportProtocol.HttpProtobuf;
        otlp.TimeoutMilliseconds = (int)LastWords.TotalMilliseconds;
    }
}
