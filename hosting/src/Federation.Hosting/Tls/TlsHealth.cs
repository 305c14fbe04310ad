using Federation.Hosting.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Federation.Hosting.Tls;

/// <summary>Warns of a certificate that ends or has ended, of a next key that is refused, and of one that waits. Pins decide, so none of it makes a program unready.</summary>
internal sealed class TlsHealth(TlsKey key, TlsRotation rotation, TlsOptions options, IEnumerable<PeerPins> peers) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(HealthFinding.Result(Findings()));

    private IEnumerable<HealthFinding> Findings()
    {
        if (Ending() is { } ending)
            yield return TlsReasons.CertificateEnds.Because(ending);
        if (key.Refused is { } refused)
            yield return TlsReasons.NextKeyRefused.Because(refused);
        if (key.Next is not null && rotation.Waits is { } waits)
            yield return TlsReasons.KeyChanging.Because(waits);
        foreach (var peer in peers.Select(peer => peer.Refused).OfType<string>())
            yield return TlsReasons.PeerPinsRefused.Because(peer);
    }

    private string? Ending()
    {
        var (ends, now) = (key.Now.NotAfter, TimeProvider.System.GetUtcNow()); // The dates of certificates are real time, also in a rehearsal.
        if (now >= ends)
            return $"the certificate expired {ends:u}";
        return ends - now <= TimeSpan.FromDays(options.WarnDays) ? $"the certificate ends {ends:u}" : null;
    }
}
