using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Federation.Hosting.Telemetry;

/// <summary>A room's instruments: made when the host starts, so that they are there before anything happens.</summary>
public interface IInstruments;

/// <summary>Adds them.</summary>
public static class InstrumentsExtensions
{
    /// <summary>Adds a room's instruments, one object for whoever counts with them.</summary>
    public static IServiceCollection AddInstruments<T>(this IServiceCollection services)
        where T : class, IInstruments =>
        services.AddSingleton<T>().AddSingleton<IInstruments>(provider => provider.GetRequiredService<T>());

    /// <summary>Makes all of them at the start.</summary>
    internal sealed class AtStart(IServiceProvider services) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            _ = services.GetServices<IInstruments>().Count();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
