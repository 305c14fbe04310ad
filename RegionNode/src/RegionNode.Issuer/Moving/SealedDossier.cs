using System.Security.Cryptography;
using TrustList.Format.Transfers;

namespace RegionNode.Issuer.Moving;

/// <summary>
/// Seals a dossier to the key that the new region made for this one transfer (SPEC.md §14.4): ECDH on P-256 with a fresh key,
/// HKDF-SHA-256, AES-256-GCM. The gateways between see bytes; keys of both sides are gone once the move is decided.
/// </summary>
internal static class SealedDossier
{
    private const int PointBytes = TransferAcceptance.SealingKeyBytes;
    private const int CoordinateBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <summary>A new key pair: the private key as PKCS#8, the point as an acceptance carries it.</summary>
    internal static (byte[] Private, byte[] Point) NewKey()
    {
        using var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return (key.ExportPkcs8PrivateKey(), PointOf(key));
    }

    /// <summary>Seals: point of a fresh key, ciphertext, tag. Null where the point is not on the curve.</summary>
    internal static byte[]? Seal(ReadOnlySpan<byte> point, ReadOnlySpan<byte> transferId, ReadOnlySpan<byte> plain)
    {
        try
        {
            using var other = Import(point);
            using var fresh = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
            var own = PointOf(fresh);
            var (key, nonce) = Derive(fresh.DeriveRawSecretAgreement(other.PublicKey), own, point, transferId);
            var result = new byte[PointBytes + plain.Length + TagBytes];
            own.CopyTo(result, 0);
            using var cipher = new AesGcm(key, TagBytes);
            cipher.Encrypt(nonce, plain, result.AsSpan(PointBytes, plain.Length), result.AsSpan(PointBytes + plain.Length), transferId);
            return result;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Opens; null where it was sealed to another key, for another transfer, or changed.</summary>
    internal static byte[]? Open(byte[] privateKey, ReadOnlySpan<byte> transferId, ReadOnlySpan<byte> sealedBytes)
    {
        if (sealedBytes.Length < PointBytes + TagBytes)
            return null;
        try
        {
            using var own = ECDiffieHellman.Create();
            own.ImportPkcs8PrivateKey(privateKey, out _);
            using var other = Import(sealedBytes[..PointBytes]);
            var (key, nonce) = Derive(own.DeriveRawSecretAgreement(other.PublicKey), sealedBytes[..PointBytes], PointOf(own), transferId);
            var plain = new byte[sealedBytes.Length - PointBytes - TagBytes];
            using var cipher = new AesGcm(key, TagBytes);
            cipher.Decrypt(nonce, sealedBytes.Slice(PointBytes, plain.Length), sealedBytes[^TagBytes..], plain, transferId);
            return plain;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static (byte[] Key, byte[] Nonce) Derive(byte[] secret, ReadOnlySpan<byte> fresh, ReadOnlySpan<byte> asked, ReadOnlySpan<byte> transferId)
    {
        byte[] info = [.. "federation dossier/1"u8, .. fresh, .. asked, .. transferId];
        var bytes = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32 + NonceBytes, info: info);
        return (bytes[..32], bytes[32..]);
    }

    private static ECDiffieHellman Import(ReadOnlySpan<byte> point)
    {
        if (point.Length != PointBytes || point[0] != 4)
            throw new CryptographicException("not an uncompressed point");
        return ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = point.Slice(1, CoordinateBytes).ToArray(), Y = point[(1 + CoordinateBytes)..].ToArray() },
        });
    }

    private static byte[] PointOf(ECDiffieHellman key)
    {
        var q = key.ExportParameters(includePrivateParameters: false).Q;
        return [4, .. q.X!, .. q.Y!];
    }
}
