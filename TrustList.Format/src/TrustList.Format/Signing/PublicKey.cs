using System.Security.Cryptography;
using TrustList.Format.Encoding;

namespace TrustList.Format.Signing;

/// <summary>
/// A key of a known algorithm whose point was checked: on its curve, not the identity, in the one permitted encoding.
/// Equality is equality of key material. Immutable and thread-safe.
/// </summary>
public sealed class PublicKey : IEquatable<PublicKey>
{
    private const string PemLabel = "PUBLIC KEY";
    private readonly byte[] spki;
    private readonly SignatureSuite suite;
    private readonly IKeyVerifier verifier;
    private string? thumbprint;

    private PublicKey(SignatureSuite suite, byte[] spki, IKeyVerifier verifier)
        => (this.suite, this.spki, this.verifier) = (suite, spki, verifier);

    /// <summary>What it verifies.</summary>
    public SignatureAlgorithm Algorithm => suite.Algorithm;

    /// <summary>The DER SubjectPublicKeyInfo; one form for each key (SPEC.md §3.1).</summary>
    public ReadOnlyMemory<byte> SubjectPublicKeyInfo => spki;

    /// <summary>SHA-256 of <see cref="SubjectPublicKeyInfo"/> in lower-case hex: also the pin of a TLS key.</summary>
    public string Thumbprint => thumbprint ??= LowerHex.Of(SHA256.HashData(spki));

    /// <summary>The affine coordinates of a P-256 key, 32 bytes each.</summary>
    /// <exception cref="InvalidOperationException">The key is of another algorithm.</exception>
    public (byte[] X, byte[] Y) Point => Algorithm == SignatureAlgorithm.ES256
        ? (Raw[..DerSignature.ScalarBytes].ToArray(), Raw[DerSignature.ScalarBytes..].ToArray())
        : throw new InvalidOperationException($"{Algorithm} keys have no affine coordinates here.");

    internal SignatureSuite Suite => suite;

    /// <summary>The raw point: x and y, or the 32 bytes of Ed25519.</summary>
    internal ReadOnlySpan<byte> Raw => spki.AsSpan(suite.SpkiPrefix.Length);

    /// <summary>Reads a SubjectPublicKeyInfo.</summary>
    public static Decoded<PublicKey> FromSpki(ReadOnlySpan<byte> spki)
        => SignatureSuites.OfSpki(spki) is { } suite
            ? FromRaw(suite, spki[suite.SpkiPrefix.Length..])
            : Decoded<PublicKey>.Fail(DecodeFault.BadValue, "not a public key of a known algorithm in its one DER form");

    /// <summary>Reads one PEM block labelled PUBLIC KEY, white space around it permitted.</summary>
    public static Decoded<PublicKey> FromPem(string pem)
        => PemText.TryRead(pem, PemLabel, out var spki)
            ? FromSpki(spki)
            : Decoded<PublicKey>.Fail(DecodeFault.Malformed, "not one PEM block PUBLIC KEY");

    /// <summary>Makes a P-256 key of its coordinates, 32 bytes each (COSE_Key, JWK).</summary>
    public static Decoded<PublicKey> FromEcPoint(ReadOnlySpan<byte> x, ReadOnlySpan<byte> y)
        => x.Length == DerSignature.ScalarBytes && y.Length == DerSignature.ScalarBytes
            ? FromRaw(SignatureSuites.Of(SignatureAlgorithm.ES256), [.. x, .. y])
            : Decoded<PublicKey>.Fail(DecodeFault.BadValue, "coordinates of another length than 32 bytes");

    /// <summary>Makes an Ed25519 key of its 32 bytes.</summary>
    public static Decoded<PublicKey> FromEd25519(ReadOnlySpan<byte> raw)
        => FromRaw(SignatureSuites.Of(SignatureAlgorithm.Ed25519), raw);

    /// <summary>Whether the signature over the data is this key's. Never throws.</summary>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, SignatureForm form)
        => verifier.Verify(data, signature, form);

    /// <summary>The key as a PEM block labelled PUBLIC KEY, lines ending in LF, without a last one.</summary>
    public string ToPem() => PemEncoding.WriteString(PemLabel, spki);

    /// <inheritdoc/>
    public bool Equals(PublicKey? other) => other is not null && spki.AsSpan().SequenceEqual(other.spki);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PublicKey);

    /// <inheritdoc/>
    public override int GetHashCode() => BitConverter.ToInt32(Raw);

    internal static Decoded<PublicKey> FromRaw(SignatureSuite suite, ReadOnlySpan<byte> point)
        => point.Length == suite.PointBytes && suite.Import(point) is { } verifier
            ? Decoded<PublicKey>.Of(new PublicKey(suite, [.. suite.SpkiPrefix, .. point], verifier))
            : Decoded<PublicKey>.Fail(DecodeFault.BadValue, $"not an acceptable {suite.Algorithm} point");
}
