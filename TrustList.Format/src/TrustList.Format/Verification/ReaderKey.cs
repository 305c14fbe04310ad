using System.Security.Cryptography;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;

namespace TrustList.Format.Verification;

/// <summary>
/// A reader's ephemeral P-256 private key, needed to check a deviceMac (ISO/IEC 18013-5 §9.1.3.5). Holding one proves
/// that the platform accepts the key.
/// </summary>
public sealed class ReaderKey
{
    private readonly ECParameters parameters;

    private ReaderKey(ECParameters parameters) => this.parameters = parameters;

    /// <summary>Takes the private scalar.</summary>
    /// <param name="bytes">32 bytes, big-endian, between 1 and the curve's order less 1.</param>
    /// <returns>The key, or why the bytes are none.</returns>
    public static Decoded<ReaderKey> FromScalar(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != 32)
            return Decoded<ReaderKey>.Fail(DecodeFault.BadValue, "a P-256 scalar has 32 bytes");
        var scalar = bytes.ToArray();
        return Import(key => key.ImportParameters(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = scalar }));
    }

    /// <summary>Takes a PKCS#8 or SEC 1 PEM, unencrypted.</summary>
    /// <param name="pem">The PEM text.</param>
    /// <returns>The key, or why the text is none.</returns>
    public static Decoded<ReaderKey> FromPem(string pem) => Import(key => key.ImportFromPem(pem));

    /// <summary>ECDH with the device's key: the x coordinate of the shared point.</summary>
    /// <exception cref="CryptographicException">The platform refuses the point.</exception>
    internal byte[] Agree(PublicKey deviceKey)
    {
        using var mine = ECDiffieHellman.Create(parameters);
        using var theirs = ECDiffieHellman.Create();
        theirs.ImportSubjectPublicKeyInfo(deviceKey.SubjectPublicKeyInfo.Span, out _);
        return mine.DeriveRawSecretAgreement(theirs.PublicKey);
    }

    private static Decoded<ReaderKey> Import(Action<ECDiffieHellman> import)
    {
        try
        {
            using var key = ECDiffieHellman.Create();
            import(key);
            var exported = key.ExportParameters(includePrivateParameters: true);
            return exported.Curve.Oid.Value == "1.2.840.10045.3.1.7" || exported.Curve.Oid.FriendlyName == "nistP256"
                ? Decoded<ReaderKey>.Of(new ReaderKey(exported))
                : Decoded<ReaderKey>.Fail(DecodeFault.BadValue, "not a P-256 key");
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return Decoded<ReaderKey>.Fail(DecodeFault.Malformed, "not a private key");
        }
    }
}
