using System.Security.Cryptography.X509Certificates;

namespace Federation.Hosting.Telemetry;

/// <summary>The life of one thing that has to be renewed.</summary>
/// <param name="Of">What it is: a word of the closed list in docs/metrics.md.</param>
/// <param name="Region">Whose, six digits; empty: the program's own.</param>
/// <param name="Begins">When it began, or was admitted.</param>
/// <param name="Ends">When it ends.</param>
public sealed record Lifespan(string Of, string Region, DateTimeOffset Begins, DateTimeOffset Ends)
{
    /// <summary>The life of a certificate.</summary>
    public static Lifespan OfCertificate(string of, X509Certificate2 certificate) =>
        new(of, "", certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());

    /// <summary>The share that is over: 0 at its beginning, 1 at its end, more after it.</summary>
    public double Used(DateTimeOffset now) => Ends > Begins ? (now - Begins) / (Ends - Begins) : 1;
}

/// <summary>Who knows of things that have to be renewed.</summary>
public interface ILives
{
    /// <summary>What lives, now.</summary>
    IEnumerable<Lifespan> Lives();
}
