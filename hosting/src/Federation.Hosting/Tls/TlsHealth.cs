using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Federation.Hosting.Tls;

/// <summary>Warns of a certificate that ends or has ended, of a next key that is refused, and of one that waits. Pins decide, so none of it makes a program unready.</summary>
internal sealed class TlsHealth(TlsKey key, TlsRotation rotation, TlsOptions options, IEnumerable<PeerPins> peers) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var warnings = new[] { Ending(), key.Refused, key.Next is null ? null : rotation.Waits }.Concat(peers.Select(peer => peer.Refused)).OfType<string>().ToList();
        return Task.FromResult(warnings.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(string.Join("; ", warnings)));
    }

    private string? Ending()
    {
        var (ends, now) = (key.Now.NotAfter, TimeProvider.System.GetUtcNow()); // The dates of certificates are real time, also in a rehearsal.
        if (now >= ends)
            return $"the certificate expired {ends:u}";
        return ends - now <= TimeSpan.FromDays(options.WarnDays) ? $"the certificate ends {ends:u}" : null;
    }
}
