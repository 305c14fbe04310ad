using System.Security.Cryptography;

namespace TrustList.Format.Signing;

/// <summary>A P-256 public key that compares hash and signature. Thread-safe; never throws.</summary>
internal interface IP256Key
{
    /// <summary>Whether r and s, both already known to be in range, sign the hash.</summary>
    bool VerifyHash(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> p1363);
}

/// <summary>ES256 with one key: reads the signature strictly, then hashes and verifies.</summary>
internal sealed class Es256Verifier(IP256Key key) : IKeyVerifier
{
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, SignatureForm form)
    {
        Span<byte> scalars = stackalloc byte[DerSignature.P1363Bytes];
        if (!P256.Curve.TryReadSignature(signature, form, scalars))
            return false;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(data, hash);
        return key.VerifyHash(hash, scalars);
    }
}

/// <summary>A P-256 public key by the platform, whose verification takes no lock and changes nothing in the key.</summary>
internal sealed class PlatformP256Key : IP256Key
{
    private readonly ECDsa key;

    public PlatformP256Key(ReadOnlySpan<byte> point)
        => key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = point[..DerSignature.ScalarBytes].ToArray(), Y = point[DerSignature.ScalarBytes..].ToArray() },
        });

    public bool VerifyHash(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> p1363)
    {
        try
        {
            return key.VerifyHash(hash, p1363, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
