using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;

namespace TrustList.Format.Credentials;

/// <summary>
/// What an X.509 certificate says (RFC 5280), read once and kept: the verifier's rules look at these facts alone.
/// Nothing is proved about its signature until <see cref="IsSignedBy"/>.
/// </summary>
internal sealed class CertificateFacts
{
    private readonly Lazy<PublicKey?> key;

    public CertificateFacts() => key = new(() => PublicKey.FromSpki(Spki.Span) is { Ok: true, Value: var read } ? read : null);

    /// <summary>The certificate, DER.</summary>
    public required ReadOnlyMemory<byte> Der { get; init; }

    /// <summary>Lower-hex SHA-256 of <see cref="Der"/>.</summary>
    public required string Thumbprint { get; init; }

    /// <summary>The serial number, above 0.</summary>
    public required BigInteger SerialNumber { get; init; }

    /// <summary>The signed part, DER.</summary>
    public required ReadOnlyMemory<byte> ToBeSigned { get; init; }

    /// <summary>The signature value.</summary>
    public required ReadOnlyMemory<byte> Signature { get; init; }

    /// <summary>OID of the signature's algorithm.</summary>
    public required string SignatureAlgorithm { get; init; }

    /// <summary>The issuer's name, DER.</summary>
    public required ReadOnlyMemory<byte> Issuer { get; init; }

    /// <summary>The subject's name, DER.</summary>
    public required ReadOnlyMemory<byte> Subject { get; init; }

    /// <summary>countryName of the subject; null when absent.</summary>
    public required string? Country { get; init; }

    /// <summary>stateOrProvinceName of the subject; null when absent.</summary>
    public required string? State { get; init; }

    /// <summary>First instant of validity.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>Last instant of validity.</summary>
    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>The SubjectPublicKeyInfo, DER.</summary>
    public required ReadOnlyMemory<byte> Spki { get; init; }

    /// <summary>The public key; null when its algorithm or curve is not known. Imported when first asked for: most of a list's keys never are.</summary>
    public PublicKey? Key => key.Value;

    /// <summary>The public key's algorithm as its SubjectPublicKeyInfo begins; null when it is not known. The point is not looked at.</summary>
    public Signing.SignatureAlgorithm? KeyAlgorithm => SignatureSuites.OfSpki(Spki.Span)?.Algorithm;

    /// <summary>The extensions by OID.</summary>
    public required IReadOnlyDictionary<string, CertificateExtension> Extensions { get; init; }

    /// <summary>Basic constraints; null when absent.</summary>
    public required BasicConstraints? Constraints { get; init; }

    /// <summary>Key usage bits, the first bit of the extension highest; null when absent.</summary>
    public required ushort? KeyUsage { get; init; }

    /// <summary>Extended key usages.</summary>
    public required IReadOnlyList<string> ExtendedKeyUsage { get; init; }

    /// <summary>Subject key identifier; null when absent.</summary>
    public required ReadOnlyMemory<byte>? SubjectKeyIdentifier { get; init; }

    /// <summary>Authority key identifier; null when absent.</summary>
    public required ReadOnlyMemory<byte>? AuthorityKeyIdentifier { get; init; }

    /// <summary>Reads a certificate of at most <see cref="Limits.CertificateBytes"/>.</summary>
    public static Decoded<CertificateFacts> Read(ReadOnlyMemory<byte> der)
    {
        if (der.Length > Limits.CertificateBytes)
            return Decoded<CertificateFacts>.Fail(DecodeFault.TooLarge, "certificate");
        try
        {
            return Decoded<CertificateFacts>.Of(CertificateReader.Read(der, LowerHex.Of(SHA256.HashData(der.Span))));
        }
        catch (AsnContentException e)
        {
            return Decoded<CertificateFacts>.Fail(DecodeFault.Malformed, $"certificate: {e.Message}");
        }
    }

    /// <summary>Whether another certificate's key made this one's signature, in the suite of that key (SPEC.md §6.7).</summary>
    public bool IsSignedBy(CertificateFacts issuer) =>
        issuer.Key is { Suite.SignsCredentials: true } signer
        && SignatureAlgorithm == signer.Suite.X509SignatureOid
        && signer.Verify(ToBeSigned.Span, Signature.Span, SignatureForm.Der);
}

/// <summary>One extension.</summary>
internal readonly record struct CertificateExtension(bool Critical, ReadOnlyMemory<byte> Value);

/// <summary>The basic constraints extension.</summary>
internal sealed record BasicConstraints(bool Authority, int? PathLength);
