using System.Buffers.Text;
using TrustList.Format.Credentials;
using TrustList.Format.Signing;

namespace RegionNode.Issuer.Holders;

/// <summary>A device key whose holder proved to have it, for one act, one nonce and one subject.</summary>
internal sealed class ProvenDevice
{
    private const int CoordinateBytes = 32;
    private const int SignatureBytes = 64;

    private ProvenDevice(PublicKey key) => Key = key;

    internal PublicKey Key { get; }

    /// <summary>The key of a JWK, its point on the curve; null otherwise.</summary>
    internal static PublicKey? KeyOf(DeviceKeyBody jwk)
    {
        if (jwk.Kty != "EC" || jwk.Crv != "P-256" || Decode(jwk.X, CoordinateBytes) is not { } x || Decode(jwk.Y, CoordinateBytes) is not { } y)
            return null;
        var key = PublicKey.FromEcPoint(x, y);
        return key.Ok ? key.Value : null;
    }

    /// <summary>Null when the proof is not this key's over this act, region, nonce and subject.</summary>
    internal static ProvenDevice? Prove(PublicKey key, HolderAct act, string region, string nonce, string subject, string proof) =>
        Decode(proof, SignatureBytes) is { } bytes && HolderProof.Verify(key, act, region, nonce, subject, bytes) ? new ProvenDevice(key) : null;

    private static byte[]? Decode(string text, int length)
    {
        var bytes = new byte[length];
        return text.Length == Base64Url.GetEncodedLength(length) && Base64Url.IsValid(text)
            && Base64Url.TryDecodeFromChars(text, bytes, out var written) && written == length ? bytes : null;
    }
}
