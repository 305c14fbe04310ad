using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TrustList.Format.Credentials;
using TrustList.Format.Signing;
using PlatformKey = System.Security.Cryptography.X509Certificates.PublicKey;

namespace TrustList.Testing.Forgery;

/// <summary>Makes document-signer and IACA certificates that break one rule of ISO/IEC 18013-5 Annex B; as they stand they break none.</summary>
public sealed record SignerForge
{
    /// <summary>The extended key usage; null to leave it out.</summary>
    public string? Usage { get; init; } = MdocNames.DocumentSignerUsage;

    /// <summary>The key usage.</summary>
    public X509KeyUsageFlags KeyUsage { get; init; } = X509KeyUsageFlags.DigitalSignature;

    /// <summary>Whether basic constraints call it an authority.</summary>
    public bool Authority { get; init; }

    /// <summary>The path length of an authority.</summary>
    public int? PathLength { get; init; }

    /// <summary>Whether it names a revocation list.</summary>
    public bool RevocationPoint { get; init; } = true;

    /// <summary>Whether it has an issuer alternative name.</summary>
    public bool IssuerAltName { get; init; } = true;

    /// <summary>Whether it names its authority's key.</summary>
    public bool AuthorityKeyIdentifier { get; init; } = true;

    /// <summary>Its country.</summary>
    public string Country { get; init; } = "CN";

    /// <summary>Its state.</summary>
    public string? State { get; init; } = "CN-SH";

    /// <summary>An OID to add as a critical extension.</summary>
    public string? CriticalExtension { get; init; }

    /// <summary>First instant.</summary>
    public DateTimeOffset NotBefore { get; init; } = Scene.Admitted.AddDays(-7);

    /// <summary>Life in days.</summary>
    public int Days { get; init; } = 450;

    /// <summary>What an IACA has.</summary>
    public static SignerForge Iaca { get; } = new()
    {
        Usage = null,
        KeyUsage = X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign,
        Authority = true,
        PathLength = 0,
        AuthorityKeyIdentifier = false,
        Days = 3_000,
    };

    /// <summary>Makes a certificate under an authority.</summary>
    /// <param name="key">The key to certify, SubjectPublicKeyInfo.</param>
    /// <param name="authority">The authority's certificate, DER.</param>
    /// <param name="authorityKey">The key that signs.</param>
    public byte[] Under(ReadOnlySpan<byte> key, byte[] authority, ISigner authorityKey)
    {
        using var issuer = X509CertificateLoader.LoadCertificate(authority);
        var request = Request(key, "Test document signer");
        if (AuthorityKeyIdentifier)
            request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuer, true, false));
        return Create(request, issuer.SubjectName, authorityKey);
    }

    /// <summary>Makes a self-signed certificate.</summary>
    /// <param name="key">Its key.</param>
    public byte[] SelfSigned(ISigner key)
    {
        var request = Request(key.PublicKey.SubjectPublicKeyInfo.Span, "Test IACA");
        return Create(request, request.SubjectName, key);
    }

    private CertificateRequest Request(ReadOnlySpan<byte> key, string name)
    {
        var names = new X500DistinguishedNameBuilder();
        names.AddCommonName(name);
        if (State is not null)
            names.AddStateOrProvinceName(State);
        names.AddCountryOrRegion(Country);
        var publicKey = PlatformKey.CreateFromSubjectPublicKeyInfo(key, out _);
        var request = new CertificateRequest(names.Build(), publicKey, HashAlgorithmName.SHA256);
        var extensions = request.CertificateExtensions;
        extensions.Add(new X509KeyUsageExtension(KeyUsage, critical: true));
        extensions.Add(new X509SubjectKeyIdentifierExtension(publicKey, critical: false));
        if (Usage is not null)
            extensions.Add(new X509EnhancedKeyUsageExtension([new Oid(Usage)], critical: true));
        if (Authority)
            extensions.Add(new X509BasicConstraintsExtension(true, PathLength is not null, PathLength ?? 0, critical: true));
        if (RevocationPoint)
            extensions.Add(CertificateRevocationListBuilder.BuildCrlDistributionPointExtension(["https://crl.test/forged"]));
        if (IssuerAltName)
        {
            var alternative = new SubjectAlternativeNameBuilder();
            alternative.AddUri(new Uri("https://crl.test"));
            extensions.Add(new X509Extension("2.5.29.18", alternative.Build().RawData, critical: false));
        }
        if (CriticalExtension is not null)
            extensions.Add(new X509Extension(CriticalExtension, [0x05, 0x00], critical: true));
        return request;
    }

    private byte[] Create(CertificateRequest request, X500DistinguishedName issuer, ISigner authorityKey)
    {
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)(serial[0] & 0x7F | 0x40);
        using var certificate = request.Create(issuer, authorityKey.ToX509Generator(), NotBefore, NotBefore.AddDays(Days), serial);
        return certificate.RawData;
    }
}
