using Federation.Hosting.Telemetry;
using Federation.Hosting.Tls;
using RegionNode.Gateway.Routing;

namespace RegionNode.Gateway.Watching;

/// <summary>What at the gateway has to be renewed: the trust list by the hub, the certificate by its operator.</summary>
internal sealed class GatewayLives(CurrentTrust trust, TlsKey tls) : ILives
{
    /// <inheritdoc/>
    public IEnumerable<Lifespan> Lives()
    {
        if (trust.Now.State is { } state) yield return new Lifespan("trust-list", "", state.SignedAfter, state.ValidUntil);
        yield return Lifespan.OfCertificate("tls", tls.Now.Certificate);
    }
}
