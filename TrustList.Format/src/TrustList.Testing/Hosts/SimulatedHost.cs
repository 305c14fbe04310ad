using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace TrustList.Testing.Hosts;

/// <summary>What simulated hosts have in common: they log nothing, and leave the signals that end a program to the program.</summary>
internal static class SimulatedHost
{
    /// <summary>The builder of one.</summary>
    public static WebApplicationBuilder Builder()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostLifetime, Unattended>();
        return builder;
    }

    // The ordinary lifetime takes SIGINT and SIGTERM for itself: a suite of many hosts could not be ended by Ctrl-C.
    private sealed class Unattended : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
