using System.Security.Cryptography;

namespace TrustList.Format.Signing;

/// <summary>ECDSA on P-256 with SHA-256, by the platform.</summary>
internal sealed class Es256Suite : SignatureSuite
{
    public override SignatureAlgorithm Algorithm => SignatureAlgorithm.ES256;

    // SEQUENCE { SEQUENCE { id-ecPublicKey, prime256v1 }, BIT STRING 04 x y }: named curve, uncompressed, nothing else.
    public override ReadOnlySpan<byte> SpkiPrefix =>
        [0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04];

    public override int PointBytes => 2 * DerSignature.ScalarBytes;

    public override bool SignsCredentials => true;

    // ecdsa-with-SHA256
    public override ReadOnlySpan<byte> X509Algorithm => [0x30, 0x0A, 0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02];

    public override string X509SignatureOid => "1.2.840.10045.4.3.2";

    public override int CoseAlgorithm => -7;

    public override string JoseAlgorithm => "ES256";

    public override string MetadataKeyType => "ecdsa";

    public override string MetadataScheme => "ecdsa-sha2-nistp256";

    public override IKeyVerifier? Import(ReadOnlySpan<byte> point)
    {
        if (!P256.Curve.IsOnCurve(point[..DerSignature.ScalarBytes], point[DerSignature.ScalarBytes..]))
            return null;
        var fast = LibCryptoP256Key.IsAvailable ? LibCryptoP256Key.Import(point) : null;
        return new Es256Verifier((IP256Key?)fast ?? new PlatformP256Key(point));
    }

    public override IPrivateKey Create() => new Es256PrivateKey(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    public override IPrivateKey? ImportPkcs8(ReadOnlyMemory<byte> pkcs8)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportPkcs8PrivateKey(pkcs8.Span, out var read);
            var curve = key.ExportParameters(false).Curve;
            if (read == pkcs8.Length && curve.IsNamed && curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value)
                return new Es256PrivateKey(key);
        }
        catch (Exception e) when (e is CryptographicException or NotSupportedException)
        {
            // Not a key of this kind; of an unknown curve the platform says that it is not supported.
        }
        key.Dispose();
        return null;
    }
}

/// <summary>One P-256 private key.</summary>
internal sealed class Es256PrivateKey(ECDsa key) : IPrivateKey
{
    public byte[] Point { get; } = PointOf(key.ExportParameters(false));

    public byte[] Sign(ReadOnlySpan<byte> data, SignatureForm form)
    {
        var p1363 = key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return form == SignatureForm.Der ? DerSignature.Write(p1363) : p1363;
    }

    public byte[] ExportPkcs8() => key.ExportPkcs8PrivateKey();

    private static byte[] PointOf(ECParameters parameters) => [.. parameters.Q.X!, .. parameters.Q.Y!];
}
