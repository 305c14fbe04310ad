using System.Collections.Immutable;
using TrustList.Format.Credentials;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Format.Verification;

namespace TrustList.Format.Projections;

/// <summary>Why a key of the trust list does not stand in a projection. A closed list.</summary>
public enum LeftOutReason
{
    /// <summary>The region does not count at the instant.</summary>
    RegionNotActive,

    /// <summary>The key does not verify at the instant: pending, retired or compromised.</summary>
    KeyNotInUse,

    /// <summary>An emergency notice is in force on the key.</summary>
    UnderNotice,

    /// <summary>The form has no name for the key's algorithm: SM2 in a VICAL or a JWKS.</summary>
    NoNameForAlgorithm,
}

/// <summary>A key that does not stand in a projection.</summary>
/// <param name="Region">Whose.</param>
/// <param name="KeyId">The certificate's thumbprint or the status key's name.</param>
/// <param name="Reason">Why.</param>
public sealed record LeftOutKey(string Region, string KeyId, LeftOutReason Reason);

/// <summary>A projection: the trust list in the form of another system.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="Count">How many certificates or keys stand in it.</param>
/// <param name="LeftOut">Those of the trust list that do not.</param>
public sealed record Projection(byte[] Bytes, int Count, ImmutableArray<LeftOutKey> LeftOut);

/// <summary>The certificates of a state that a projection shows at an instant, by region and thumbprint (SPEC.md §10).</summary>
internal static class ProjectedAuthorities
{
    /// <summary>What counts, and beside it what does not and why.</summary>
    public static (ImmutableArray<(IssuerAuthority Authority, CertificateFacts Facts)> Shown, ImmutableArray<LeftOutKey> LeftOut) Of(
        TrustState state, CertificateRole role, DateTimeOffset at, params ReadOnlySpan<SignatureAlgorithm> named)
    {
        var shown = ImmutableArray.CreateBuilder<(IssuerAuthority, CertificateFacts)>();
        var leftOut = ImmutableArray.CreateBuilder<LeftOutKey>();
        foreach (var authority in state.Authorities.Values.Where(authority => authority.Certificate.Role == role)
                     .OrderBy(authority => authority.Region.Code, StringComparer.Ordinal)
                     .ThenBy(authority => authority.Certificate.Thumbprint, StringComparer.Ordinal))
        {
            var facts = CertificateFacts.Read(authority.Certificate.Der).Value; // a certificate that counts was read
            if (WhyNot(state, authority, facts, at, named) is { } reason)
                leftOut.Add(new(authority.Region.Code, authority.Certificate.Thumbprint, reason));
            else
                shown.Add((authority, facts));
        }
        return (shown.ToImmutable(), leftOut.ToImmutable());
    }

    private static LeftOutReason? WhyNot(
        TrustState state, IssuerAuthority authority, CertificateFacts facts, DateTimeOffset at, ReadOnlySpan<SignatureAlgorithm> named) =>
        state.StandingOf(authority.Region.Code, at) != RegionStanding.Active ? LeftOutReason.RegionNotActive
        : !KeyLifecycle.MayVerify(authority.Certificate, at) ? LeftOutReason.KeyNotInUse
        : state.Notices.OfKey(authority.Region.Code, authority.Certificate.Thumbprint, at) is not null ? LeftOutReason.UnderNotice
        : facts.Key is not { } key || !named.Contains(key.Algorithm) ? LeftOutReason.NoNameForAlgorithm
        : null;
}
