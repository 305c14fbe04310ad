using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;

namespace TrustList.Format.Tests.Signing;

public class Sm2Tests
{
    private const string Zero = "0000000000000000000000000000000000000000000000000000000000000000";
    private const string Order = "FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123";
    private const string OrderLessOne = "FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54122";
    private static readonly PublicKey Key = PublicKey.FromSpki(Sm2Sample.Spki).Value;

    [Theory]
    [InlineData("point off the curve", Sm2Sample.SpkiPrefix + Sm2Sample.X + "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD12")]
    [InlineData("point at the origin", Sm2Sample.SpkiPrefix + Zero + Zero)]
    [InlineData("infinity, as one byte", "301a301306072a8648ce3d020106082a811ccf5501822d030200" + "00")]
    [InlineData("infinity, padded", "3059301306072a8648ce3d020106082a811ccf5501822d03420000" + Zero + Zero)]
    [InlineData("x not reduced (0 + p)", Sm2Sample.SpkiPrefix + "FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF" + "FD4511E81736A60F07E88A83D6CF5A167FAE6D1A9C9330E76E232E00F5CDC154")]
    [InlineData("compressed point", "3039301306072a8648ce3d020106082a811ccf5501822d03220003" + Sm2Sample.X)]
    [InlineData("a point of P-256", Sm2Sample.SpkiPrefix + "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296" + "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5")]
    [InlineData("its point under the name of P-256", "3059301306072a8648ce3d020106082a8648ce3d03010703420004" + Sm2Sample.X + Sm2Sample.Y)]
    [InlineData("another curve of the same arc", "3059301306072a8648ce3d020106082a811ccf5501822e03420004" + Sm2Sample.X + Sm2Sample.Y)]
    [InlineData("trailing byte", Sm2Sample.SpkiPrefix + Sm2Sample.X + Sm2Sample.Y + "00")]
    public void Rejects_a_key(string attack, string spki)
    {
        var read = PublicKey.FromSpki(Convert.FromHexString(spki));
        Assert.False(read.Ok, attack);
        Assert.Equal(DecodeFault.BadValue, read.Fault);
    }

    [Theory]
    [InlineData("r = 0", Zero, Sm2Sample.S)]
    [InlineData("s = 0", Sm2Sample.R, Zero)]
    [InlineData("r = n", Order, Sm2Sample.S)]
    [InlineData("s = n", Sm2Sample.R, Order)]
    [InlineData("r + s = n", "0000000000000000000000000000000000000000000000000000000000000001", OrderLessOne)]
    [InlineData("r and s exchanged", Sm2Sample.S, Sm2Sample.R)]
    [InlineData("s + 1", Sm2Sample.R, "B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AB")]
    [InlineData("n - s, which ECDSA would accept", Sm2Sample.R, "4E4955D520DED02789CE7D43F2BDE35DB673A66E0246C256CFB08A44B4197F79")]
    public void Rejects_a_signature(string attack, string r, string s)
    {
        var signature = Convert.FromHexString(r + s);
        Assert.False(Key.Verify(Sm2Sample.Message, signature, SignatureForm.P1363), attack);
        Assert.False(Key.Verify(Sm2Sample.Message, DerSignature.Write(signature), SignatureForm.Der), attack);
    }

    [Theory]
    [InlineData("short by one byte", "3046022100" + Sm2Sample.R + "022100" + Sm2Sample.S, 1)]
    [InlineData("a byte after it", "3046022100" + Sm2Sample.R + "022100" + Sm2Sample.S + "00", 0)]
    [InlineData("long form of the length", "308146022100" + Sm2Sample.R + "022100" + Sm2Sample.S, 0)]
    [InlineData("negative integers", "30440220" + Sm2Sample.R + "0220" + Sm2Sample.S, 0)]
    [InlineData("an integer with a needless zero", "304702220000" + Sm2Sample.R + "022100" + Sm2Sample.S, 0)]
    [InlineData("P1363 where DER is due", Sm2Sample.R + Sm2Sample.S, 0)]
    [InlineData("empty", "", 0)]
    public void Rejects_a_signature_misspelled_in_DER(string attack, string der, int dropped)
    {
        Assert.False(Key.Verify(Sm2Sample.Message, Convert.FromHexString(der).AsSpan()[..^dropped], SignatureForm.Der), attack);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    [InlineData(65)]
    public void Rejects_a_signature_of_another_length(int length)
    {
        var signature = new byte[length];
        Sm2Sample.Signature.AsSpan(0, Math.Min(64, length)).CopyTo(signature);
        Assert.False(Key.Verify(Sm2Sample.Message, signature, SignatureForm.P1363));
    }

    [Fact]
    public void Rejects_what_was_signed_under_another_identifier()
    {
        var signer = new SM2Signer(PlainDsaEncoding.Instance);
        var key = new ECPrivateKeyParameters(new Org.BouncyCastle.Math.BigInteger(1, Sm2Sample.PrivateKey), Sm2Domain.Curve);
        Assert.True(Key.Verify(Sm2Sample.Message, Sign(Sm2Sample.Identifier), SignatureForm.P1363));
        Assert.False(Key.Verify(Sm2Sample.Message, Sign("ALICE123@YAHOO.COM"), SignatureForm.P1363));
        Assert.False(Key.Verify(Sm2Sample.Message, Sign(""), SignatureForm.P1363));

        byte[] Sign(string identifier)
        {
            signer.Init(true, new ParametersWithID(key, System.Text.Encoding.ASCII.GetBytes(identifier)));
            signer.BlockUpdate(Sm2Sample.Message, 0, Sm2Sample.Message.Length);
            return signer.GenerateSignature();
        }
    }

    [Fact]
    public void Rejects_another_message_another_key_and_another_suite()
    {
        var other = SoftwareSigner.Create(SignatureAlgorithm.SM2);
        var p256 = SoftwareSigner.Create(SignatureAlgorithm.ES256);
        Assert.False(Key.Verify("message digesT"u8, Sm2Sample.Signature, SignatureForm.P1363));
        Assert.False(other.PublicKey.Verify(Sm2Sample.Message, Sm2Sample.Signature, SignatureForm.P1363));
        Assert.False(p256.PublicKey.Verify(Sm2Sample.Message, other.Sign(Sm2Sample.Message, SignatureForm.P1363), SignatureForm.P1363));
        Assert.False(other.PublicKey.Verify(Sm2Sample.Message, p256.Sign(Sm2Sample.Message, SignatureForm.P1363), SignatureForm.P1363));
    }

    [Theory]
    [InlineData("d = 0", Zero)]
    [InlineData("d = n - 1, of which 1 + d has no inverse", OrderLessOne)]
    [InlineData("d = n", Order)]
    [InlineData("d short", "01")]
    public void Rejects_a_private_key_out_of_range(string attack, string scalar)
    {
        var point = Convert.FromHexString(Sm2Sample.X + Sm2Sample.Y);
        Assert.Null(new Sm2Suite().ImportPkcs8(Sm2Pkcs8.Write(Convert.FromHexString(scalar), point)));
        Assert.NotNull(new Sm2Suite().ImportPkcs8(Sm2Pkcs8.Write(Sm2Sample.PrivateKey, point)));
        Assert.NotEmpty(attack);
    }

    [Fact]
    public void Rejects_a_private_key_that_states_the_point_of_another()
    {
        var (x, y) = (Sm2Arithmetic.GeneratorX, Sm2Arithmetic.GeneratorY);
        Assert.Null(new Sm2Suite().ImportPkcs8(Sm2Pkcs8.Write(Sm2Sample.PrivateKey, Convert.FromHexString(x + y))));
    }

    [Fact]
    public void Survives_mutated_keys_and_signatures()
    {
        var spki = Sm2Sample.Spki;
        Mutations.Of(spki, seed: 41, count: 2_000, mutant =>
        {
            if (!mutant.AsSpan().SequenceEqual(spki))
                Assert.False(PublicKey.FromSpki(mutant).Ok);
        });
        Mutations.Of(Sm2Pkcs8.Write(Sm2Sample.PrivateKey, spki[^64..]), seed: 42, count: 1_000, mutant => new Sm2Suite().ImportPkcs8(mutant));
        var der = DerSignature.Write(Sm2Sample.Signature);
        Mutations.Of(der, seed: 43, count: 500, mutant =>
        {
            if (!mutant.AsSpan().SequenceEqual(der))
                Assert.False(Key.Verify(Sm2Sample.Message, mutant, SignatureForm.Der));
        });
    }
}
