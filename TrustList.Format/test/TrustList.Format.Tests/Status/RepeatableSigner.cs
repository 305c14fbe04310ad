using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;
using System.Security.Cryptography;
using TrustList.Format.Signing;

namespace TrustList.Format.Tests.Status;

/// <summary>ES256 with the nonces of RFC 6979, so that vectors come out the same each time. A test key: its private number is small and public.</summary>
internal sealed class RepeatableSigner : ISigner
{
    private const int ScalarBytes = 32;
    private readonly ECPrivateKeyParameters key;

    public RepeatableSigner(int privateNumber)
    {
        X9ECParameters curve = CustomNamedCurves.GetByName("P-256");
        var domain = new ECDomainParameters(curve.Curve, curve.G, curve.N, curve.H);
        key = new ECPrivateKeyParameters(BigInteger.ValueOf(privateNumber), domain);
        var point = domain.G.Multiply(key.D).Normalize();
        PublicKey = PublicKey.FromEcPoint(point.AffineXCoord.GetEncoded(), point.AffineYCoord.GetEncoded()).Value;
    }

    public PublicKey PublicKey { get; }

    public byte[] Sign(ReadOnlySpan<byte> data, SignatureForm form)
    {
        Assert.Equal(SignatureForm.P1363, form);
        var signer = new ECDsaSigner(new HMacDsaKCalculator(new Sha256Digest()));
        signer.Init(true, key);
        var signature = new byte[2 * ScalarBytes];
        var numbers = signer.GenerateSignature(SHA256.HashData(data));
        for (var i = 0; i < numbers.Length; i++)
        {
            var bytes = numbers[i].ToByteArrayUnsigned();
            bytes.CopyTo(signature, (i + 1) * ScalarBytes - bytes.Length);
        }
        return signature;
    }
}
