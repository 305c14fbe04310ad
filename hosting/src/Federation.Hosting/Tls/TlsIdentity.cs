using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Federation.Hosting.Tls;

/// <summary>
/// A TLS key (ECDSA P-256) with a self-signed certificate around it. The key is what counts: peers know it by
/// <see cref="Pin"/>. The certificate's dates say 2000 to 9999 ("no well-defined expiration date", RFC 5280 §4.1.2.5);
/// the life of the key is the life of its pin in the signed record.
/// </summary>
public sealed class TlsIdentity : IDisposable
{
    private static readonly DateTimeOffset NotBefore = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset NotAfter = new(9999, 12, 31, 23, 59, 59, TimeSpan.Zero);

    private TlsIdentity(X509Certificate2 certificate)
    {
        Certificate = certificate;
        Context = SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);
        Pin = Pins.Of(certificate);
    }

    /// <summary>The self-signed certificate, with its private key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>The same, prepared for handshakes.</summary>
    public SslStreamCertificateContext Context { get; }

    /// <summary>The pin of the key, to be published in a signed record.</summary>
    public string Pin { get; }

    /// <summary>Reads a PKCS#8 PEM file.</summary>
    /// <exception cref="StartRefusedException">The file is absent or is not a P-256 private key.</exception>
    public static TlsIdentity Load(string pemPath)
    {
        try
        {
            return FromPem(File.ReadAllText(pemPath));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new StartRefusedException($"TLS key '{pemPath}': {e.Message}");
        }
    }

    /// <summary>Makes the certificate for a PKCS#8 PEM private key.</summary>
    /// <exception cref="CryptographicException">Not a P-256 private key.</exception>
    /// <exception cref="ArgumentException">Not PEM.</exception>
    public static TlsIdentity FromPem(string pem)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(pem);
        if (!string.Equals(key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value, "1.2.840.10045.3.1.7", StringComparison.Ordinal))
            throw new CryptographicException("not a P-256 key");
        return new TlsIdentity(SelfSigned(key));
    }

    /// <summary>A fresh private key as PKCS#8 PEM, to be kept in a file that only its program reads.</summary>
    public static string CreateKeyPem()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    }

    /// <inheritdoc/>
    public void Dispose() => Certificate.Dispose();

    private static X509Certificate2 SelfSigned(ECDsa key)
    {
        var request = new CertificateRequest("CN=federation node", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(
            [new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], critical: false));
        return request.CreateSelfSigned(NotBefore, NotAfter);
    }
}
