using Federation.Leading;
using Federation.Hosting.Telemetry;
using Federation.Hosting.Tls;

namespace TrustHub.Watching;

/// <summary>What has to be renewed: at the leader everything, at the other instances their own certificate.</summary>
public sealed class LedLives(Leadership leadership, TlsKey tls, IServiceProvider services) : ILives
{
    /// <inheritdoc/>
    public IEnumerable<Lifespan> Lives() =>
        leadership.Now.Leads ? services.GetRequiredService<HubLives>().Lives() : [Lifespan.OfCertificate("tls", tls.Now.Certificate)];
}
