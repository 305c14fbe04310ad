using System.Numerics;

namespace TrustList.Format.Projections;

/// <summary>The reasons of RFC 5280 §5.3.1 that a province has.</summary>
public enum RevocationReason
{
    /// <summary>No reason is given.</summary>
    Unspecified = 0,

    /// <summary>The key is, or may be, in other hands.</summary>
    KeyCompromise = 1,

    /// <summary>The key is out of service before its time, with nothing against it.</summary>
    CessationOfOperation = 5,
}

/// <summary>One entry of a revocation list.</summary>
/// <param name="SerialNumber">Of the certificate.</param>
/// <param name="RevokedAt">When the province declared it.</param>
/// <param name="Reason">Why.</param>
/// <param name="InvalidFrom">The start of a suspected compromise (RFC 5280 §5.3.2): <c>distrustAfter</c> of the trust list. Null where it is not known.</param>
public sealed record RevokedCertificate(BigInteger SerialNumber, DateTimeOffset RevokedAt, RevocationReason Reason, DateTimeOffset? InvalidFrom);
