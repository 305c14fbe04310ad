using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;
using X509PublicKey = System.Security.Cryptography.X509Certificates.PublicKey;

namespace TrustList.Format.Credentials;

/// <summary>Makes the certificates of ISO/IEC 18013-5 Annex B. SPEC.md §6.7.</summary>
public static class DocumentCertificates
{
    /// <summary>The longest life of a document signer's certificate (Annex B.1.4).</summary>
    public const int LongestSignerDays = 457;

    /// <summary>Makes a self-signed IACA certificate: an authority with path length 0.</summary>
    /// <param name="key">The IACA's key, kept offline by the province.</param>
    /// <param name="subject">Its name.</param>
    /// <param name="notBefore">First instant.</param>
    /// <param name="notAfter">Last instant.</param>
    /// <param name="crlUri">Where its revocation list is published.</param>
    /// <param name="contact">E-mail address or https uri of the issuer, for issuerAltName.</param>
    /// <returns>The DER certificate.</returns>
    public static byte[] CreateIaca(
        ISigner key, CertificateSubject subject, DateTimeOffset notBefore, DateTimeOffset notAfter, string crlUri, string contact)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(subject);
        var publicKey = PlatformKey(key.PublicKey);
        var request = new CertificateRequest(subject.ToName(), publicKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        AddCommon(request, publicKey, crlUri, contact);
        using var certificate = request.Create(request.SubjectName, key.ToX509Generator(), notBefore, notAfter, NewSerial());
        return certificate.RawData;
    }

    /// <summary>Makes a document signer's certificate for a public key.</summary>
    /// <param name="iacaKey">The IACA's key.</param>
    /// <param name="iacaCertificate">The IACA's certificate, DER; country and state are taken from it.</param>
    /// <param name="signerKey">The key to certify.</param>
    /// <param name="commonName">The signer's name.</param>
    /// <param name="notBefore">First instant.</param>
    /// <param name="notAfter">Last instant, at most <see cref="LongestSignerDays"/> later.</param>
    /// <param name="crlUri">Where the IACA's revocation list is published.</param>
    /// <param name="contact">E-mail address or https uri of the issuer, for issuerAltName.</param>
    /// <returns>The DER certificate.</returns>
    /// <exception cref="ArgumentException">The IACA's certificate cannot be read, names another key, or the life is too long.</exception>
    public static byte[] CreateDocumentSigner(
        ISigner iacaKey, ReadOnlyMemory<byte> iacaCertificate, Signing.PublicKey signerKey, string commonName,
        DateTimeOffset notBefore, DateTimeOffset notAfter, string crlUri, string contact)
    {
        ArgumentNullException.ThrowIfNull(iacaKey);
        ArgumentNullException.ThrowIfNull(signerKey);
        var iaca = CertificateFacts.Read(iacaCertificate);
        if (!iaca.Ok || iaca.Value.Key is not { } issuerKey || !issuerKey.Equals(iacaKey.PublicKey))
            throw new ArgumentException("The IACA's certificate cannot be read or names another key.", nameof(iacaCertificate));
        if (notAfter - notBefore > TimeSpan.FromDays(LongestSignerDays))
            throw new ArgumentException("A document signer's certificate lives at most 457 days.", nameof(notAfter));

        var publicKey = PlatformKey(signerKey);
        var subject = new CertificateSubject(commonName, iaca.Value.State, iaca.Value.Country ?? "CN");
        var request = new CertificateRequest(subject.ToName(), publicKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(MdocNames.DocumentSignerUsage)], critical: true));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(
            iaca.Value.SubjectKeyIdentifier is { } identifier ? identifier.Span : []));
        AddCommon(request, publicKey, crlUri, contact);
        using var certificate = request.Create(
            new X500DistinguishedName(iaca.Value.Subject.Span), iacaKey.ToX509Generator(), notBefore, notAfter, NewSerial());
        return certificate.RawData;
    }

    /// <summary>The public key that a certificate names. Nothing is proved about who signed it.</summary>
    /// <param name="certificate">The DER certificate.</param>
    public static Decoded<Signing.PublicKey> KeyOf(ReadOnlyMemory<byte> certificate) =>
        CertificateFacts.Read(certificate).Then(facts => facts.Key is { } key
            ? Decoded<Signing.PublicKey>.Of(key)
            : Decoded<Signing.PublicKey>.Fail(DecodeFault.BadValue, "the certificate's key is of no known algorithm"));

    private static void AddCommon(CertificateRequest request, X509PublicKey key, string crlUri, string contact)
    {
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(key, critical: false));
        request.CertificateExtensions.Add(CertificateRevocationListBuilder.BuildCrlDistributionPointExtension([crlUri]));
        request.CertificateExtensions.Add(IssuerAltName(contact));
    }

    private static X509Extension IssuerAltName(string contact)
    {
        var names = new SubjectAlternativeNameBuilder();
        if (contact.Contains('@'))
            names.AddEmailAddress(contact);
        else
            names.AddUri(new Uri(contact));
        return new X509Extension(CertificateOids.IssuerAltName, names.Build().RawData, critical: false);
    }

    private static X509PublicKey PlatformKey(Signing.PublicKey key) =>
        X509PublicKey.CreateFromSubjectPublicKeyInfo(key.SubjectPublicKeyInfo.Span, out _);

    // 16 random bytes, positive, without a leading zero (RFC 5280 §4.1.2.2).
    internal static byte[] NewSerial()
    {
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)(serial[0] & 0x7F | 0x40);
        return serial;
    }
}
