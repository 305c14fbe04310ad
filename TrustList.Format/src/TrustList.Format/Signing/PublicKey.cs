using TrustList.Format.Encoding;

namespace TrustList.Format.Signing;

/// <summary>
/// A key of a known algorithm whose point was checked: on its curve, not the identity, in the one permitted encoding.
/// Equality is equality of key material. Immutable and thread-safe.
/// </summary>
public sealed class PublicKey : IEquatable<PublicKey>
{
    /// <summary>What it verifies.</summary>
    public SignatureAlgorithm Algorithm => throw new NotImplementedException();

    /// <summary>The DER SubjectPublicKeyInfo; one form for each key (SPEC.md §3.1).</summary>
    public ReadOnlyMemory<byte> SubjectPublicKeyInfo => throw new NotImplementedException();

    /// <summary>SHA-256 of <see cref="SubjectPublicKeyInfo"/> in lower-case hex: also the pin of a TLS key.</summary>
    public string Thumbprint => throw new NotImplementedException();

    /// <summary>The affine coordinates of a P-256 key, 32 bytes each. Throws for other algorithms.</summary>
    public (byte[] X, byte[] Y) Point => throw new NotImplementedException();

    /// <summary>Reads a SubjectPublicKeyInfo.</summary>
    public static Decoded<PublicKey> FromSpki(ReadOnlySpan<byte> spki) => throw new NotImplementedException();

    /// <summary>Reads a PEM block labelled PUBLIC KEY.</summary>
    public static Decoded<PublicKey> FromPem(string pem) => throw new NotImplementedException();

    /// <summary>Makes a P-256 key of its coordinates, 32 bytes each (COSE_Key, JWK).</summary>
    public static Decoded<PublicKey> FromEcPoint(ReadOnlySpan<byte> x, ReadOnlySpan<byte> y) => throw new NotImplementedException();

    /// <summary>Makes an Ed25519 key of its 32 bytes.</summary>
    public static Decoded<PublicKey> FromEd25519(ReadOnlySpan<byte> raw) => throw new NotImplementedException();

    /// <summary>Whether the signature over the data is this key's. Never throws.</summary>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, SignatureForm form) => throw new NotImplementedException();

    /// <summary>The key as a PEM block labelled PUBLIC KEY, lines ending in LF, without a last one.</summary>
    public string ToPem() => throw new NotImplementedException();

    /// <inheritdoc/>
    public bool Equals(PublicKey? other) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PublicKey);

    /// <inheritdoc/>
    public override int GetHashCode() => throw new NotImplementedException();
}
