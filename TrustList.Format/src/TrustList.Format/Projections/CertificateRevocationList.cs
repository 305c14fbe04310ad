using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Numerics;
using TrustList.Format.Credentials;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;
using TrustList.Format.Signing;

namespace TrustList.Format.Projections;

/// <summary>
/// The revocation list of one IACA (X.509 CRL v2, RFC 5280 §5; ISO/IEC 18013-5 Annex B.1.5), for readers that know X.509 alone.
/// A province makes it offline with the IACA's key; verifiers of this system take the same facts from the trust list. Holding
/// one that was read proves nothing about its signature until <see cref="IsSignedBy"/>.
/// </summary>
public sealed class CertificateRevocationList
{
    private readonly CrlParts parts;

    private CertificateRevocationList(CrlParts parts) => this.parts = parts;

    /// <summary>The longest time between two lists (Annex B.1.5).</summary>
    public const int LongestDays = 90;

    /// <summary>Rises with each list; null where the extension is absent.</summary>
    public BigInteger? Number => parts.Number;

    /// <summary>When it was made.</summary>
    public DateTimeOffset ThisUpdate => parts.ThisUpdate;

    /// <summary>When the next one is made at the latest; null where it does not say.</summary>
    public DateTimeOffset? NextUpdate => parts.NextUpdate;

    /// <summary>What is revoked.</summary>
    public ImmutableArray<RevokedCertificate> Entries => parts.Entries;

    /// <summary>Reads a list, DER.</summary>
    public static Decoded<CertificateRevocationList> Read(ReadOnlyMemory<byte> der)
    {
        if (der.Length > Limits.TargetFileBytes)
            return Decoded<CertificateRevocationList>.Fail(DecodeFault.TooLarge, "CRL");
        try
        {
            return Decoded<CertificateRevocationList>.Of(new CertificateRevocationList(CrlReader.Read(der)));
        }
        catch (AsnContentException malformed)
        {
            return Decoded<CertificateRevocationList>.Fail(DecodeFault.Malformed, $"CRL: {malformed.Message}");
        }
    }

    /// <summary>Whether an IACA of this name and key signed it.</summary>
    /// <param name="iaca">The IACA's certificate, DER.</param>
    public bool IsSignedBy(ReadOnlyMemory<byte> iaca) =>
        CertificateFacts.Read(iaca) is { Ok: true, Value: { Key: { } key } facts }
        && facts.Subject.Span.SequenceEqual(parts.Issuer.Span)
        && key.Suite.X509SignatureOid == parts.SignatureAlgorithm
        && key.Verify(parts.ToBeSigned.Span, parts.Signature.Span, SignatureForm.Der);

    /// <summary>
    /// What a region's record says against the document signers of one IACA: those declared compromised or retired by the
    /// instant, by serial number. Dates alone revoke nothing: a certificate that has run its time is not on the list.
    /// </summary>
    /// <param name="issuers">The region's record.</param>
    /// <param name="iaca">The IACA's certificate, DER.</param>
    /// <param name="at">The instant.</param>
    public static ImmutableArray<RevokedCertificate> RevokedIn(IssuersDocument issuers, ReadOnlyMemory<byte> iaca, DateTimeOffset at)
    {
        if (CertificateFacts.Read(iaca) is not { Ok: true, Value: var root })
            return [];
        return [.. from record in issuers.Certificates
                   where record.Role == CertificateRole.DocumentSigner
                   let facts = CertificateFacts.Read(record.Der)
                   where facts.Ok && facts.Value.IsSignedBy(root)
                   let step = record.History.FirstOrDefault(step => step.State is KeyState.Compromised or KeyState.Retired && step.Since <= at)
                   let compromise = record.History.FirstOrDefault(step => step.State == KeyState.Compromised && step.Since <= at)
                   where step is not null
                   orderby facts.Value.SerialNumber
                   select compromise is null
                       ? new RevokedCertificate(facts.Value.SerialNumber, step.Since, RevocationReason.CessationOfOperation, null)
                       : new RevokedCertificate(facts.Value.SerialNumber, compromise.Since, RevocationReason.KeyCompromise, record.DistrustAfter)];
    }

    /// <summary>Signs a list.</summary>
    /// <param name="key">The IACA's key.</param>
    /// <param name="iaca">The IACA's certificate, DER.</param>
    /// <param name="number">Higher than the one before; at most 20 bytes.</param>
    /// <param name="thisUpdate">Now, in whole seconds.</param>
    /// <param name="nextUpdate">At most <see cref="LongestDays"/> later.</param>
    /// <param name="revoked">The entries.</param>
    /// <returns>DER.</returns>
    /// <exception cref="ArgumentException">The certificate cannot be read or is of another key, or the dates are out of order.</exception>
    public static byte[] Sign(
        ISigner key, ReadOnlyMemory<byte> iaca, BigInteger number, DateTimeOffset thisUpdate, DateTimeOffset nextUpdate,
        IReadOnlyCollection<RevokedCertificate> revoked)
    {
        var facts = CertificateFacts.Read(iaca);
        if (!facts.Ok || facts.Value.Key is not { } known || !known.Equals(key.PublicKey))
            throw new ArgumentException("The IACA's certificate cannot be read or names another key.", nameof(iaca));
        if (nextUpdate <= thisUpdate || nextUpdate - thisUpdate > TimeSpan.FromDays(LongestDays))
            throw new ArgumentException($"The next update is due within {LongestDays} days.", nameof(nextUpdate));
        return CrlWriter.Write(key, facts.Value, number, thisUpdate, nextUpdate, revoked);
    }
}
