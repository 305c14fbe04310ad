using System.Security.Cryptography;
using Org.BouncyCastle.Math;

namespace TrustList.Format.Signing;

/// <summary>SM2 signatures with SM3, by BouncyCastle on its constant curve (SPEC.md §3.1; decisions/0010).</summary>
internal sealed class Sm2Suite : SignatureSuite
{
    public override SignatureAlgorithm Algorithm => SignatureAlgorithm.SM2;

    // SEQUENCE { SEQUENCE { id-ecPublicKey, 1.2.156.10197.1.301 }, BIT STRING 04 x y }: named curve, uncompressed, nothing else.
    public override ReadOnlySpan<byte> SpkiPrefix =>
        [0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x08, 0x2A, 0x81, 0x1C, 0xCF, 0x55, 0x01, 0x82, 0x2D, 0x03, 0x42, 0x00, 0x04];

    public override int PointBytes => 2 * DerSignature.ScalarBytes;

    public override bool SignsCredentials => true;

    // SM2-with-SM3, without parameters.
    public override ReadOnlySpan<byte> X509Algorithm => [0x30, 0x0A, 0x06, 0x08, 0x2A, 0x81, 0x1C, 0xCF, 0x55, 0x01, 0x83, 0x75];

    public override string X509SignatureOid => "1.2.156.10197.1.501";

    // No registration exists. Private use is below -65536 (RFC 9053 §10.1); 501 is the last arc of the signature's OID.
    public override int CoseAlgorithm => -65_536 - 501;

    // No registration exists. RFC 7515 §4.1.1 permits a collision-resistant name, of which an OID is one.
    public override string JoseAlgorithm => "urn:oid:1.2.156.10197.1.501";

    public override string MetadataKeyType => "sm2";

    public override string MetadataScheme => "sm2-sm3";

    public override IKeyVerifier? Import(ReadOnlySpan<byte> point)
        => Sm2P256.Curve.IsOnCurve(point[..DerSignature.ScalarBytes], point[DerSignature.ScalarBytes..]) ? new Sm2Verifier(point) : null;

    public override IPrivateKey Create()
    {
        Span<byte> scalar = stackalloc byte[DerSignature.ScalarBytes];
        do
            RandomNumberGenerator.Fill(scalar);
        while (!Sm2Pkcs8.IsPrivateScalar(scalar));
        return new Sm2PrivateKey(new BigInteger(1, scalar.ToArray()));
    }

    public override IPrivateKey? ImportPkcs8(ReadOnlyMemory<byte> pkcs8)
    {
        if (!Sm2Pkcs8.TryRead(pkcs8, out var scalar, out var statedPoint))
            return null;
        var key = new Sm2PrivateKey(new BigInteger(1, scalar));
        return statedPoint is null || key.Point.AsSpan().SequenceEqual(statedPoint) ? key : null;
    }
}
