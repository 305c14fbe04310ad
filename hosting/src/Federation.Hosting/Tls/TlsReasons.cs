using Federation.Hosting.Health;

namespace Federation.Hosting.Tls;

/// <summary>Why any program warns of its TLS keys. Pins decide, so none of it makes one unready.</summary>
public static class TlsReasons
{
    private const string Runbook = "deploy/runbooks/tls.md#what-health-says";

    /// <summary>The certificate ends soon, or has expired.</summary>
    public static readonly HealthReason CertificateEnds = HealthReason.Warns("tls", "CertificateEnds", Runbook);

    /// <summary>The file of the next key is not taken; the present key stays.</summary>
    public static readonly HealthReason NextKeyRefused = HealthReason.Warns("tls", "NextKeyRefused", Runbook);

    /// <summary>A change of the key is under way and waits.</summary>
    public static readonly HealthReason KeyChanging = HealthReason.Warns("tls", "KeyChanging", Runbook);

    /// <summary>A file of a peer's pins is not taken; what held before holds.</summary>
    public static readonly HealthReason PeerPinsRefused = HealthReason.Warns("tls", "PeerPinsRefused", Runbook);
}
