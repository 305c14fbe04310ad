using System.Security.Cryptography;
using TrustList.Format.Signing;

namespace TrustList.Testing;

/// <summary>Test keys that are the same in every run: the private key is a repeated byte. For golden vectors.</summary>
public static class SeededEd25519
{
    /// <summary>The key whose 32 private bytes are all this byte.</summary>
    public static ISigner Of(byte seed)
    {
        byte[] pkcs8 = [0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20, .. Enumerable.Repeat(seed, 32)];
        return SoftwareSigner.FromPkcs8Pem(PemEncoding.WriteString("PRIVATE KEY", pkcs8)).Value;
    }
}
