using Federation.Hosting.Clock;
using Federation.Hosting.Health;
using Federation.Hosting.Limits;
using Federation.Hosting.Logging;
using Federation.Hosting.Options;
using Federation.Hosting.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Federation.Hosting;

/// <summary>The frame of the three programs: one builder with what all share, and one way to run and to end.</summary>
public static class FederationHost
{
    /// <summary>The exit code of a host that refused to start (EX_CONFIG).</summary>
    public const int ExitRefused = 78;

    /// <summary>
    /// A builder with one-line logs, the clock, problem documents, Kestrel limits and health checks, and at most
    /// 10 s for requests in flight after SIGTERM or SIGINT. Settings come from appsettings.json beside the
    /// program, the environment (<c>Node__Code</c>) and the command line (<c>--Node:Code 310000</c>), the last wins.
    /// </summary>
    /// <param name="args">The command line.</param>
    /// <param name="settings">Every section that the program reads: one wrong setting anywhere, and all are named and nothing begins.</param>
    /// <exception cref="StartRefusedException">A setting is wrong, or a rehearsal clock is refused.</exception>
    public static WebApplicationBuilder CreateBuilder(string[] args, SettingSections? settings = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
        });
        settings?.Check(builder.Configuration);
        builder.AddFederationLogging();
        builder.AddFederationClock();
        builder.AddFederationLimits();
        builder.Services.AddFederationProblems();
        builder.Services.AddFederationHealth();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
        return builder;
    }

    /// <summary>The verb that reads the settings as a start would, names every error, and ends.</summary>
    public const string CheckVerb = "check";

    /// <summary>Runs <see cref="CheckVerb"/>: <see cref="ExitRefused"/> with every error on standard error, or 0.</summary>
    public static Task<int> CheckAsync(string[] args, SettingSections settings) => GuardAsync(() =>
    {
        CreateBuilder(args, settings);
        return Task.FromResult(0);
    });

    /// <summary>
    /// Builds and runs a host until SIGTERM, SIGINT or failure. A refused start prints every error on standard
    /// error, one a line, and returns <see cref="ExitRefused"/>.
    /// </summary>
    /// <param name="build">Makes the application; may throw <see cref="StartRefusedException"/>.</param>
    /// <returns>The process's exit code.</returns>
    public static Task<int> RunAsync(Func<WebApplication> build) => GuardAsync(async () =>
    {
        await using var app = build();
        await app.RunAsync();
        return Environment.ExitCode;
    });

    /// <summary>Does work that may refuse to start: every error on standard error, one a line, and <see cref="ExitRefused"/>.</summary>
    public static async Task<int> GuardAsync(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (Errors(e) is { } errors)
        {
            foreach (var error in errors)
                await Console.Error.WriteLineAsync($"refused to start: {error}");
            return ExitRefused;
        }
    }

    /// <summary>The errors of a refused start; null when the exception is something else.</summary>
    private static IReadOnlyList<string>? Errors(Exception exception) => exception switch
    {
        StartRefusedException refused => refused.Errors,
        OptionsValidationException invalid => [.. invalid.Failures],
        AggregateException { InnerExceptions: { Count: > 0 } all } when all.All(e => Errors(e) is not null) =>
            [.. all.SelectMany(e => Errors(e)!)],
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } busy => [busy.Message],
        _ => null,
    };
}
