using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Federation.Hosting.Logging;

/// <summary>Logs on standard output: one event, one line.</summary>
public static class LoggingExtensions
{
    /// <summary>
    /// Replaces the providers by <see cref="LineFormatter"/> on the console. The framework itself logs from Warning;
    /// settings under <c>Logging:LogLevel</c> still decide.
    /// </summary>
    public static IHostApplicationBuilder AddFederationLogging(this IHostApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(console => console.FormatterName = LineFormatter.FormatterName);
        builder.Logging.AddConsoleFormatter<LineFormatter, Microsoft.Extensions.Logging.Console.ConsoleFormatterOptions>();
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("Grpc", LogLevel.Warning);
        builder.Logging.AddFilter("Yarp", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        // Each answer of /health/ready says the same; a probe asks often.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        // Its middleware writes an exception's message, which may quote a request.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Critical);
        return builder;
    }
}
