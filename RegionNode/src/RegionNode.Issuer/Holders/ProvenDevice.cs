using System.Buffers.Text;
using TrustList.Format.Credentials;
using TrustList.Format.Signing;

namespace RegionNode.Issuer.Holders;

/// <summary>A device key whose holder proved to have it, for one offer and one nonce.</summary>
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

    /// <summary>Null when the proof is not this key's over this region, nonce and offer.</summary>
    internal static ProvenDevice? Prove(PublicKey key, string region, CollectBody body) =>
        Decode(body.Proof, SignatureBytes) is { } proof && HolderProof.Verify(key, region, body.Nonce, body.Offer, proof)
            ? new ProvenDevice(key)
            : null;

    private static byte[]? Decode(string text, int length)
    {
        var bytes = new byte[length];
        return text.Length == Base64Url.GetEncodedLength(length) && Base64Url.IsValid(text)
            && Base64Url.TryDecodeFromChars(text, bytes, out var written) && written == length ? bytes : null;
    }
}
