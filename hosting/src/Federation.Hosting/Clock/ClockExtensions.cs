using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Federation.Hosting.Clock;

/// <summary>Gives a host its one clock: the system's, or a rehearsal's when <c>Rehearsal:Clock</c> names a clock file.</summary>
public static class ClockExtensions
{
    /// <summary>
    /// Registers <see cref="TimeProvider"/>. A rehearsal is refused unless <c>Rehearsal:KeysAreTest</c> is true;
    /// and no listener but one on loopback can then be bound.
    /// </summary>
    /// <returns>The clock, for what must be decided before the host is built.</returns>
    /// <exception cref="StartRefusedException">The rehearsal is refused.</exception>
    public static TimeProvider AddFederationClock(this IHostApplicationBuilder builder)
    {
        var clock = Choose(builder.Configuration);
        builder.Services.Replace(ServiceDescriptor.Singleton(clock));
        if (clock.IsSimulated())
            builder.Services.AddSingleton<IConnectionListenerFactory, LoopbackOnly>();
        return clock;
    }

    /// <summary>The clock that the configuration asks for, under the same rules; for commands that listen to nothing.</summary>
    /// <exception cref="StartRefusedException">The rehearsal is refused.</exception>
    public static TimeProvider Choose(IConfiguration configuration)
    {
        var path = configuration["Rehearsal:Clock"];
        if (string.IsNullOrEmpty(path))
            return TimeProvider.System;
        return configuration.GetValue("Rehearsal:KeysAreTest", defaultValue: false)
            ? RehearsalClock.Open(path)
            : throw new StartRefusedException("Rehearsal:Clock is set: refused unless Rehearsal:KeysAreTest says that every key is a test key");
    }

    /// <summary>True when instants come from a rehearsal; every verdict must then say so.</summary>
    public static bool IsSimulated(this TimeProvider clock) => clock is RehearsalClock;

    /// <summary>
    /// Takes every endpoint that is not on loopback, and refuses it: Kestrel asks the factory registered last first,
    /// so that a rehearsal cannot be reached from another machine however its listeners were configured.
    /// </summary>
    private sealed class LoopbackOnly : IConnectionListenerFactory, IConnectionListenerFactorySelector
    {
        public bool CanBind(EndPoint endpoint) => endpoint is IPEndPoint ip && !IPAddress.IsLoopback(ip.Address);

        public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
            throw new StartRefusedException($"Rehearsal:Clock is set: refused to listen on {endpoint}, which is not loopback");
    }
}
