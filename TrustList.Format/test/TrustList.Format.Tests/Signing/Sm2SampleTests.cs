using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Security;
using TrustList.Format.Signing;
using static TrustList.Format.Tests.Signing.Sm2Arithmetic;

namespace TrustList.Format.Tests.Signing;

public class Sm2SampleTests
{
    [Fact]
    public void Agrees_with_the_published_hash()
    {
        Assert.Equal("66C7F0F462EEEDD9D1F2D46BDC10E4E24167C4875CF2F7A2297DA02B8F4BA8E0", Convert.ToHexString(Sm3("abc"u8.ToArray())));
        var identity = Sm2Sample.Bytes(A + B + GeneratorX + GeneratorY + Sm2Sample.X + Sm2Sample.Y);
        Assert.Equal(Sm2Sample.Z, Sm3([0x00, 0x80], System.Text.Encoding.ASCII.GetBytes(Sm2Sample.Identifier), identity));
        Assert.Equal(Sm2Sample.E, Sm3(Sm2Sample.Z, Sm2Sample.Message));
    }

    // GB/T 32918.2 §6.1 by hand: the sample's numbers agree with each other before our code is asked.
    [Fact]
    public void Agrees_with_the_published_sample_step_by_step()
    {
        var (d, k, e) = (Number(Sm2Sample.PrivateKey), Number(Sm2Sample.K), Number(Sm2Sample.E));
        Assert.Equal((Number(Sm2Sample.X), Number(Sm2Sample.Y)), Multiply(d, Generator));
        var r = Mod(e + Multiply(k, Generator).X, N);
        Assert.Equal(Number(Sm2Sample.R), r);
        var s = Mod(Inverse(1 + d, N) * (k - r * d), N);
        Assert.Equal(Number(Sm2Sample.S), s);
        var point = Add(Multiply(s, Generator), Multiply(Mod(r + s, N), (Number(Sm2Sample.X), Number(Sm2Sample.Y))));
        Assert.Equal(r, Mod(e + point.X, N));
    }

    [Fact]
    public void Makes_the_published_signature_with_the_published_nonce()
    {
        var key = new Sm2PrivateKey(new Org.BouncyCastle.Math.BigInteger(1, Sm2Sample.PrivateKey), new OneNonce(Sm2Sample.K));
        Assert.Equal(Sm2Sample.Bytes(Sm2Sample.X + Sm2Sample.Y), key.Point);
        Assert.Equal(Sm2Sample.Signature, key.Sign(Sm2Sample.Message, SignatureForm.P1363));
    }

    [Fact]
    public void Accepts_the_published_signature_in_both_forms()
    {
        var key = PublicKey.FromSpki(Sm2Sample.Spki).Value;
        Assert.Equal(SignatureAlgorithm.SM2, key.Algorithm);
        Assert.True(key.Verify(Sm2Sample.Message, Sm2Sample.Signature, SignatureForm.P1363));
        var der = Sm2Sample.Bytes("3046022100" + Sm2Sample.R + "022100" + Sm2Sample.S);
        Assert.True(key.Verify(Sm2Sample.Message, der, SignatureForm.Der));
        Assert.Equal(der, DerSignature.Write(Sm2Sample.Signature));
    }

    private static byte[] Sm3(params byte[][] parts)
    {
        var digest = new SM3Digest();
        foreach (var part in parts)
            digest.BlockUpdate(part, 0, part.Length);
        var hash = new byte[digest.GetDigestSize()];
        digest.DoFinal(hash, 0);
        return hash;
    }

    // The one k that the standard prints, instead of a random one.
    private sealed class OneNonce(byte[] k) : SecureRandom
    {
        public override void NextBytes(byte[] buffer) => k.CopyTo(buffer, 0);
    }
}
