using System.Security.Cryptography;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace TrustList.Format.Signing;

/// <summary>Ed25519 (RFC 8032). Only for keys that signed policy or metadata names: see Signing in SPEC.md §3.1.</summary>
internal sealed class Ed25519Suite : SignatureSuite
{
    // PKCS#8 of RFC 8410 §7, version 0, without attributes or public key.
    private static ReadOnlySpan<byte> Pkcs8Prefix => [0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

    public override SignatureAlgorithm Algorithm => SignatureAlgorithm.Ed25519;

    public override ReadOnlySpan<byte> SpkiPrefix => [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00];

    public override int PointBytes => Ed25519.PublicKeySize;

    public override bool SignsCredentials => false;

    public override ReadOnlySpan<byte> X509Algorithm => [0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70];

    public override string X509SignatureOid => "1.3.101.112";

    public override int CoseAlgorithm => -8;

    public override string JoseAlgorithm => "EdDSA";

    public override string MetadataKeyType => "ed25519";

    public override string MetadataScheme => "ed25519";

    public override IKeyVerifier? Import(ReadOnlySpan<byte> point)
    {
        var raw = point.ToArray();
        return Ed25519Points.IsAcceptable(raw) ? new Ed25519Verifier(raw) : null;
    }

    public override IPrivateKey Create() => new Ed25519PrivateKey(RandomNumberGenerator.GetBytes(Ed25519.SecretKeySize));

    public override IPrivateKey? ImportPkcs8(ReadOnlyMemory<byte> pkcs8)
        => pkcs8.Length == Pkcs8Prefix.Length + Ed25519.SecretKeySize && pkcs8.Span.StartsWith(Pkcs8Prefix)
            ? new Ed25519PrivateKey(pkcs8[Pkcs8Prefix.Length..].ToArray())
            : null;

    private sealed class Ed25519Verifier(byte[] point) : IKeyVerifier
    {
        public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, SignatureForm form)
            => signature.Length == Ed25519.SignatureSize
                && Ed25519.Verify(signature.ToArray(), 0, point, 0, data.ToArray(), 0, data.Length);
    }

    private sealed class Ed25519PrivateKey : IPrivateKey
    {
        private readonly byte[] secret;

        public Ed25519PrivateKey(byte[] secret)
        {
            this.secret = secret;
            Point = new byte[Ed25519.PublicKeySize];
            Ed25519.GeneratePublicKey(secret, 0, Point, 0);
        }

        public byte[] Point { get; }

        public byte[] Sign(ReadOnlySpan<byte> data, SignatureForm form)
        {
            var signature = new byte[Ed25519.SignatureSize];
            Ed25519.Sign(secret, 0, data.ToArray(), 0, data.Length, signature, 0);
            return signature;
        }

        public byte[] ExportPkcs8() => [.. Pkcs8Prefix, .. secret];
    }
}
