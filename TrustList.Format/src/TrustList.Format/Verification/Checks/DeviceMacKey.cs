using System.Security.Cryptography;
using TrustList.Format.Credentials;
using TrustList.Format.Signing;

namespace TrustList.Format.Verification.Checks;

/// <summary>EMacKey of ISO/IEC 18013-5 §9.1.3.5.</summary>
internal static class DeviceMacKey
{
    /// <summary>HKDF-SHA-256 over the ECDH secret, salted with the digest of SessionTranscriptBytes.</summary>
    public static byte[] Derive(ReaderKey reader, PublicKey device, ReadOnlySpan<byte> sessionTranscript)
    {
        var salt = SHA256.HashData(DeviceAuthentication.Wrap(sessionTranscript));
        return HKDF.DeriveKey(HashAlgorithmName.SHA256, reader.Agree(device), 32, salt, "EMacKey"u8.ToArray());
    }
}
