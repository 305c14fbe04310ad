using System.Security.Cryptography;
using TrustList.Format.Signing;

namespace TrustList.Testing;

/// <summary>
/// The test keys of every simulator. Fresh ones; or, inside <see cref="From"/>, ones that follow from a seed, so that a run can be
/// repeated with the same keys. Signatures differ all the same: their nonces are fresh.
/// </summary>
public static class TestKeys
{
    private static readonly AsyncLocal<SeededGenerator?> Source = new();

    /// <summary>Keys made from here on, in this flow of control, follow from the seed; until the result is disposed of.</summary>
    public static IDisposable From(ulong seed)
    {
        var before = Source.Value;
        Source.Value = new SeededGenerator(seed);
        return new Scope(before);
    }

    /// <summary>A key.</summary>
    public static SoftwareSigner Create(SignatureAlgorithm algorithm) =>
        Source.Value is { } source ? SoftwareSigner.FromPkcs8Pem(PemEncoding.WriteString("PRIVATE KEY", Pkcs8(algorithm, source))).Value : SoftwareSigner.Create(algorithm);

    // RFC 5208 around RFC 8410 or RFC 5915, without the public key. The first byte of a scalar is 1 to 127: below every order.
    private static byte[] Pkcs8(SignatureAlgorithm algorithm, SeededGenerator source)
    {
        var secret = source.NextBytes(32);
        secret[0] = (byte)((secret[0] & 0x7F) | 1);
        byte[] curve = algorithm switch
        {
            SignatureAlgorithm.Ed25519 => [],
            SignatureAlgorithm.SM2 => [0x06, 0x08, 0x2A, 0x81, 0x1C, 0xCF, 0x55, 0x01, 0x82, 0x2D],
            _ => [0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07],
        };
        return algorithm == SignatureAlgorithm.Ed25519
            ? [0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20, .. secret]
            : [0x30, 0x41, 0x02, 0x01, 0x00, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, .. curve, 0x04, 0x27, 0x30, 0x25, 0x02, 0x01, 0x01, 0x04, 0x20, .. secret];
    }

    private sealed class Scope(SeededGenerator? before) : IDisposable
    {
        public void Dispose() => Source.Value = before;
    }
}
