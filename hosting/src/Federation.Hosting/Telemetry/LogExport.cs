using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;

namespace Federation.Hosting.Telemetry;

/// <summary>Sends the host's log to a collector beside the console, as far as <see cref="LogWords"/> lets it.</summary>
internal static class LogExport
{
    /// <summary>Adds it; what the console's levels leave out this one leaves out too.</summary>
    public static void AddLogExport(this IHostApplicationBuilder builder, TelemetryOptions options, string name) => builder.Logging.AddOpenTelemetry(logging =>
    {
        logging.SetResourceBuilder(TelemetryExport.Resource(options, name));
        logging.IncludeScopes = false;
        logging.AddProcessor(new LogWords());
        logging.AddOtlpExporter((otlp, processor) =>
        {
            TelemetryExport.Set(otlp, options, "logs");
            processor.BatchExportProcessorOptions.ScheduledDelayMilliseconds = options.Seconds * 1000;
        });
    });
}
