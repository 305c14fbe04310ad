using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Format.Verification;

namespace TrustList.Format.Projections;

/// <summary>The IACAs of a trust list as a VICAL, for readers that know ISO/IEC 18013-5 alone (SPEC.md §10.1).</summary>
public static class VicalProjection
{
    /// <summary>
    /// What the VICAL says: the IACAs that verify at the instant. The issue number is the snapshot's version and the next
    /// update the list's own expiry, so that a VICAL is never fresher than what it was made of. SM2 certificates are left
    /// out: Annex B of the standard names no such curve, and a reader that meets one may refuse the whole list.
    /// </summary>
    /// <param name="state">The trust list.</param>
    /// <param name="provider">Who provides it.</param>
    /// <param name="at">When it is made; before <see cref="TrustState.ValidUntil"/>.</param>
    /// <exception cref="ArgumentException">The trust list has expired at the instant.</exception>
    public static (Vical Vical, IReadOnlyList<LeftOutKey> LeftOut) Of(TrustState state, string provider, DateTimeOffset at)
    {
        if (state.ValidUntil <= at)
            throw new ArgumentException("The trust list has expired: what is made of it would be stale from the start.", nameof(at));
        var (shown, leftOut) = ProjectedAuthorities.Of(state, CertificateRole.Iaca, at, SignatureAlgorithm.ES256);
        return (new Vical
        {
            Version = Vical.CurrentVersion,
            Provider = provider,
            Date = at,
            IssueId = state.Versions.Snapshot,
            NextUpdate = state.ValidUntil,
            Entries = [.. shown.Select(entry => new VicalEntry
            {
                Certificate = entry.Facts.Der,
                SerialNumber = entry.Facts.SerialNumber,
                SubjectKeyIdentifier = entry.Facts.SubjectKeyIdentifier ?? ReadOnlyMemory<byte>.Empty,
                DocTypes = entry.Authority.DocTypes,
                IssuingAuthority = entry.Authority.Region.NameEn,
                IssuingCountry = entry.Facts.Country,
                StateOrProvinceName = entry.Facts.State,
                Issuer = entry.Facts.Issuer,
                Subject = entry.Facts.Subject,
                NotBefore = entry.Facts.NotBefore,
                NotAfter = entry.Facts.NotAfter,
            })],
        }, leftOut);
    }
}
