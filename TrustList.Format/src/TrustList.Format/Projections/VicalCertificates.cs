using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TrustList.Format.Credentials;
using TrustList.Format.Signing;
using PublicKey = TrustList.Format.Signing.PublicKey;

namespace TrustList.Format.Projections;

/// <summary>Makes the certificates of a VICAL provider: a root, and below it the one that signs (ISO/IEC 18013-5 Annex C).</summary>
public static class VicalCertificates
{
    /// <summary>Makes a self-signed root.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="name">The provider's name.</param>
    /// <param name="notBefore">First instant.</param>
    /// <param name="notAfter">Last instant.</param>
    /// <returns>DER.</returns>
    public static byte[] CreateRoot(ISigner key, string name, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        var request = Request(key.PublicKey, name);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        using var certificate = request.Create(request.SubjectName, key.ToX509Generator(), notBefore, notAfter, DocumentCertificates.NewSerial());
        return certificate.RawData;
    }

    /// <summary>Makes the signer's certificate.</summary>
    /// <param name="rootKey">The root's key.</param>
    /// <param name="root">The root's certificate, DER.</param>
    /// <param name="key">The key to certify.</param>
    /// <param name="name">The signer's name.</param>
    /// <param name="notBefore">First instant.</param>
    /// <param name="notAfter">Last instant, within the root's.</param>
    /// <returns>DER.</returns>
    /// <exception cref="ArgumentException">The root's certificate cannot be read or is of another key.</exception>
    public static byte[] CreateSigner(ISigner rootKey, ReadOnlyMemory<byte> root, PublicKey key, string name, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        var issuer = CertificateFacts.Read(root);
        if (!issuer.Ok || issuer.Value.Key is not { } issuerKey || !issuerKey.Equals(rootKey.PublicKey))
            throw new ArgumentException("The root's certificate cannot be read or names another key.", nameof(root));
        var request = Request(key, name);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(VicalNames.SignerUsage)], critical: true));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(
            issuer.Value.SubjectKeyIdentifier is { } identifier ? identifier.Span : []));
        using var certificate = request.Create(
            new X500DistinguishedName(issuer.Value.Subject.Span), rootKey.ToX509Generator(), notBefore, notAfter, DocumentCertificates.NewSerial());
        return certificate.RawData;
    }

    private static CertificateRequest Request(PublicKey key, string name)
    {
        var request = new CertificateRequest(new CertificateSubject(name, null).ToName(), key.ToX509PublicKey(), HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request;
    }
}
