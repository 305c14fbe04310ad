using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Federation.Hosting.Tls;

/// <summary>
/// A TLS key (ECDSA P-256) with a certificate around it. The key is what counts: peers know it by
/// <see cref="Pin"/>. The dates of one that is made here say 2000 to 9999 ("no well-defined expiration date", RFC 5280 §4.1.2.5);
/// the life of the key is the life of its pin in the signed record.
/// </summary>
public sealed class TlsIdentity : IDisposable
{
    private static readonly DateTimeOffset Always = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Never = new(9999, 12, 31, 23, 59, 59, TimeSpan.Zero);

    private TlsIdentity(X509Certificate2 certificate, X509Certificate2Collection? chain = null)
    {
        Certificate = certificate;
        Context = SslStreamCertificateContext.Create(certificate, chain, offline: true);
        Pin = Pins.Of(certificate);
    }

    /// <summary>The certificate, with its private key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>The same, prepared for handshakes.</summary>
    public SslStreamCertificateContext Context { get; }

    /// <summary>The pin of the key, to be published in a signed record.</summary>
    public string Pin { get; }

    /// <summary>When the certificate begins to hold, for peers that look at dates.</summary>
    public DateTimeOffset NotBefore => new(Certificate.NotBefore.ToUniversalTime(), TimeSpan.Zero);

    /// <summary>When it ends for them.</summary>
    public DateTimeOffset NotAfter => new(Certificate.NotAfter.ToUniversalTime(), TimeSpan.Zero);

    /// <summary>Reads a PEM file as <see cref="FromPem"/> does.</summary>
    /// <exception cref="StartRefusedException">The file is absent, or what it holds is refused.</exception>
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

    /// <summary>
    /// Of a PEM private key, and of its certificate where one (then its chain) stands in the same text; without one the certificate is made here.
    /// </summary>
    /// <exception cref="CryptographicException">Not one P-256 private key, or a certificate of another key.</exception>
    /// <exception cref="ArgumentException">Not PEM, or not whole.</exception>
    public static TlsIdentity FromPem(string pem)
    {
        RefuseUnfinished(pem);
        using var key = ECDsa.Create();
        key.ImportFromPem(pem);
        if (!string.Equals(key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value, "1.2.840.10045.3.1.7", StringComparison.Ordinal))
            throw new CryptographicException("not a P-256 key");
        var given = new X509Certificate2Collection();
        given.ImportFromPem(pem);
        if (given.Count == 0)
            return new TlsIdentity(SelfSigned(key));
        if (!given[0].PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.ExportSubjectPublicKeyInfo()))
            throw new CryptographicException("the certificate is of another key");
        return new TlsIdentity(given[0].CopyWithPrivateKey(key), [.. given.Skip(1)]);
    }

    /// <summary>A fresh private key as PKCS#8 PEM, to be kept in a file that only its program reads.</summary>
    public static string CreateKeyPem()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    }

    /// <inheritdoc/>
    public void Dispose() => Certificate.Dispose();

    // A file cut short between two blocks would else pass for a whole one; and a public key is no key to prove.
    private static void RefuseUnfinished(string pem)
    {
        int begun = pem.Split("-----BEGIN ").Length - 1, found = 0;
        for (var rest = pem.AsSpan(); PemEncoding.TryFind(rest, out var block); rest = rest[block.Location.End..], found++)
        {
            if (rest[block.Label] is not ("PRIVATE KEY" or "EC PRIVATE KEY" or "EC PARAMETERS" or "CERTIFICATE"))
                throw new CryptographicException("neither a private key in the clear nor a certificate");
        }
        if (found != begun)
            throw new ArgumentException("a block does not end");
    }

    private static X509Certificate2 SelfSigned(ECDsa key)
    {
        var request = new CertificateRequest("CN=federation node", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(
            [new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], critical: false));
        return request.CreateSelfSigned(Always, Never);
    }
}
