using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Prng;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Math.EC.Multiplier;
using Org.BouncyCastle.Security;

namespace TrustList.Format.Signing;

/// <summary>What both sides of SM2 share: the curve, and the signer's identifier that Z is made of (GB/T 32918.2 §5.5).</summary>
internal static class Sm2Domain
{
    // GMNamedCurves would give generic arithmetic: 18 times slower for the same answers.
    public static readonly ECDomainParameters Curve = OfNamedCurve("sm2p256v1");

    /// <summary>The identifier of GB/T 35276 §10 for whoever has no other: 1234567812345678.</summary>
    private static readonly byte[] DefaultId = "1234567812345678"u8.ToArray();

    /// <summary>A signer or verifier for one use: BouncyCastle's keep state.</summary>
    public static SM2Signer NewSigner(bool forSigning, ICipherParameters key)
    {
        var signer = new SM2Signer(PlainDsaEncoding.Instance);
        signer.Init(forSigning, new ParametersWithID(key, DefaultId));
        return signer;
    }

    private static ECDomainParameters OfNamedCurve(string name)
    {
        var curve = CustomNamedCurves.GetByName(name);
        return new ECDomainParameters(curve.Curve, curve.G, curve.N, curve.H);
    }
}

/// <summary>SM2 with one key: reads the signature strictly, then leaves hash and arithmetic to BouncyCastle.</summary>
internal sealed class Sm2Verifier(ReadOnlySpan<byte> point) : IKeyVerifier
{
    private readonly ECPublicKeyParameters key = new(Sm2Domain.Curve.Curve.DecodePoint([0x04, .. point]), Sm2Domain.Curve);

    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, SignatureForm form)
    {
        Span<byte> scalars = stackalloc byte[DerSignature.P1363Bytes];
        if (!Sm2P256.Curve.TryReadSignature(signature, form, scalars))
            return false;
        var verifier = Sm2Domain.NewSigner(forSigning: false, key);
        verifier.BlockUpdate(data.ToArray(), 0, data.Length);
        return verifier.VerifySignature(scalars.ToArray());
    }
}

/// <summary>
/// One SM2 private key in memory. BouncyCastle's arithmetic is not hardened against whoever can measure it on the same
/// machine: such keys are for pilots, a public body's belong in a certified module (decisions/0010).
/// </summary>
internal sealed class Sm2PrivateKey : IPrivateKey
{
    private readonly BigInteger scalar;
    private readonly ParametersWithRandom key;

    public Sm2PrivateKey(BigInteger scalar)
        : this(scalar, new SecureRandom(new CryptoApiRandomGenerator()))
    {
    }

    /// <summary>With another source of k: a published sample states its own.</summary>
    internal Sm2PrivateKey(BigInteger scalar, SecureRandom source)
    {
        this.scalar = scalar;
        key = new ParametersWithRandom(new ECPrivateKeyParameters(scalar, Sm2Domain.Curve), source);
        Point = new FixedPointCombMultiplier().Multiply(Sm2Domain.Curve.G, scalar).Normalize().GetEncoded(compressed: false)[1..];
    }

    public byte[] Point { get; }

    public byte[] Sign(ReadOnlySpan<byte> data, SignatureForm form)
    {
        var signer = Sm2Domain.NewSigner(forSigning: true, key);
        signer.BlockUpdate(data.ToArray(), 0, data.Length);
        var p1363 = signer.GenerateSignature();
        return form == SignatureForm.Der ? DerSignature.Write(p1363) : p1363;
    }

    public byte[] ExportPkcs8()
    {
        var bytes = scalar.ToByteArrayUnsigned();
        return Sm2Pkcs8.Write([.. new byte[DerSignature.ScalarBytes - bytes.Length], .. bytes], Point);
    }
}
