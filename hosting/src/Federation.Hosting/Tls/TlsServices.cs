using Federation.Hosting.Options;
using Federation.Hosting.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Federation.Hosting.Tls;

/// <summary>Wires a program's TLS key: its change, its health, its measurements.</summary>
public static class TlsServices
{
    /// <summary>Adds the key; the program adds its <see cref="IPublishedPins"/>.</summary>
    /// <param name="builder">The host's builder.</param>
    /// <param name="key">The key that the listeners use.</param>
    /// <exception cref="StartRefusedException">A setting is wrong.</exception>
    public static void AddTlsKey(this IHostApplicationBuilder builder, TlsKey key)
    {
        var options = builder.Configuration.ReadOptions<TlsOptions>(TlsOptions.Section);
        builder.Services.AddSingleton(key);
        builder.Services.AddInstruments<TlsMeter>();
        builder.Services.AddSingleton(provider => new TlsRotation(
            key, provider.GetRequiredService<IPublishedPins>(), options, TimeProvider.System, provider.GetRequiredService<ILogger<TlsRotation>>()));
        builder.Services.AddHostedService(provider => provider.GetRequiredService<TlsRotation>());
        builder.Services.AddHealthChecks().Add(new("tls",
            provider => new TlsHealth(key, provider.GetRequiredService<TlsRotation>(), options, provider.GetServices<PeerPins>()), null, null));
    }
}
