using System.Security.Cryptography;
using TrustList.Format.Signing;
using TrustList.Format.Verification;

namespace TrustList.Testing.Forgery;

/// <summary>A reader's ephemeral test key, and the device's half of the MAC (ISO/IEC 18013-5 §9.1.3.5).</summary>
public sealed class SampleReader
{
    private readonly ECDiffieHellman pair = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>The private scalar, 32 bytes.</summary>
    public byte[] Scalar => pair.ExportParameters(true).D!;

    /// <summary>The key, as a verifier takes it.</summary>
    public ReaderKey Key => ReaderKey.FromScalar(Scalar).Value;

    /// <summary>The MAC key as the device derives it.</summary>
    /// <param name="device">The device's key.</param>
    /// <param name="sessionTranscriptBytes">SessionTranscriptBytes, with tag 24.</param>
    public byte[] MacKeyOf(SoftwareSigner device, byte[] sessionTranscriptBytes)
    {
        using var mine = ECDiffieHellman.Create();
        mine.ImportFromPem(device.ToPkcs8Pem());
        return HKDF.DeriveKey(
            HashAlgorithmName.SHA256, mine.DeriveRawSecretAgreement(pair.PublicKey), 32, SHA256.HashData(sessionTranscriptBytes), "EMacKey"u8.ToArray());
    }
}
