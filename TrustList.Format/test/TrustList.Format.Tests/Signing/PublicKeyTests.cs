using System.Security.Cryptography;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;

namespace TrustList.Format.Tests.Signing;

public class PublicKeyTests
{
    private const string EcPrefix = "3059301306072a8648ce3d020106082a8648ce3d03010703420004";
    private const string EdPrefix = "302a300506032b6570032100";
    private const string GeneratorX = "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296";
    private const string GeneratorY = "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";

    [Fact]
    public void Accepts_every_form_of_one_key_as_equal()
    {
        var spki = Convert.FromHexString(EcPrefix + GeneratorX + GeneratorY);
        var key = PublicKey.FromSpki(spki).Value;
        Assert.Equal(key, PublicKey.FromPem(key.ToPem()).Value);
        Assert.Equal(key, PublicKey.FromPem(key.ToPem() + "\n").Value);
        Assert.Equal(key, PublicKey.FromPem(key.ToPem().ReplaceLineEndings("\r\n")).Value);
        Assert.Equal(key, PublicKey.FromEcPoint(key.Point.X, key.Point.Y).Value);
        Assert.Equal(key.GetHashCode(), PublicKey.FromSpki(spki).Value.GetHashCode());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(spki)), key.Thumbprint);
        Assert.Equal(spki, key.SubjectPublicKeyInfo.ToArray());
    }

    [Theory]
    [InlineData("point off the curve", EcPrefix + GeneratorX + "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f4")]
    [InlineData("point at the origin", EcPrefix + "0000000000000000000000000000000000000000000000000000000000000000" + "0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("x not reduced (5 + p)", EcPrefix + "ffffffff00000001000000000000000000000001000000000000000000000004" + "459243b9aa581806fe913bce99817ade11ca503c64d9a3c533415c083248fbcc")]
    [InlineData("compressed point", "3039301306072a8648ce3d020106082a8648ce3d03010703220003" + GeneratorX)]
    [InlineData("P-384 named, P-256 point", "3059301306072a8648ce3d020106082b8104002203420004" + GeneratorX + GeneratorY)]
    [InlineData("trailing byte", EcPrefix + GeneratorX + GeneratorY + "00")]
    [InlineData("truncated", EcPrefix + GeneratorX)]
    [InlineData("empty", "")]
    [InlineData("Ed25519 identity", EdPrefix + "0100000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("Ed25519 order 2", EdPrefix + "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("Ed25519 order 4", EdPrefix + "0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("Ed25519 order 4, other sign", EdPrefix + "0000000000000000000000000000000000000000000000000000000000000080")]
    [InlineData("Ed25519 order 8", EdPrefix + "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05")]
    [InlineData("Ed25519 order 8, other", EdPrefix + "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")]
    [InlineData("Ed25519 y not reduced", EdPrefix + "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("Ed25519 off the curve", EdPrefix + "0200000000000000000000000000000000000000000000000000000000000000")]
    public void Rejects_a_key(string attack, string spki)
    {
        var read = PublicKey.FromSpki(Convert.FromHexString(spki));
        Assert.False(read.Ok, attack);
        Assert.Equal(DecodeFault.BadValue, read.Fault);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----")]
    [InlineData("-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----")]
    [InlineData("-----BEGIN PUBLIC KEY-----\n!!!!\n-----END PUBLIC KEY-----")]
    public void Rejects_a_text_that_holds_no_key(string pem) => Assert.False(PublicKey.FromPem(pem).Ok);

    [Fact]
    public void Rejects_a_text_with_anything_beside_the_key()
    {
        var pem = SoftwareSigner.Create(SignatureAlgorithm.ES256).PublicKey.ToPem();
        Assert.False(PublicKey.FromPem("x" + pem).Ok);
        Assert.False(PublicKey.FromPem(pem + "\n" + pem).Ok);
        Assert.False(PublicKey.FromPem(pem + new string(' ', Limits.PublicKeyBytes)).Ok);
    }

    // RFC 8032 §7.1, tests 2 and 3.
    [Theory]
    [InlineData("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72", "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")]
    [InlineData("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82", "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a")]
    public void Accepts_the_published_Ed25519_signatures(string publicKey, string message, string signature)
    {
        var key = PublicKey.FromEd25519(Convert.FromHexString(publicKey)).Value;
        var (data, sealing) = (Convert.FromHexString(message), Convert.FromHexString(signature));
        Assert.True(key.Verify(data, sealing, SignatureForm.P1363));
        Assert.False(key.Verify([0], sealing, SignatureForm.P1363));
        // S + L verifies for whoever does not compare S with the group order (RFC 8032 §5.1.7).
        Assert.False(key.Verify(data, WithOrderAdded(sealing), SignatureForm.P1363));
        Assert.False(key.Verify(data, sealing.AsSpan(0, 63), SignatureForm.P1363));
    }

    [Theory]
    [InlineData(SignatureAlgorithm.ES256)]
    [InlineData(SignatureAlgorithm.Ed25519)]
    [InlineData(SignatureAlgorithm.SM2)]
    public void Accepts_what_it_signed_after_its_key_was_stored(SignatureAlgorithm algorithm)
    {
        var made = SoftwareSigner.Create(algorithm);
        var stored = SoftwareSigner.FromPkcs8Pem(made.ToPkcs8Pem()).Value;
        Assert.Equal(made.PublicKey, stored.PublicKey);
        foreach (var form in Enum.GetValues<SignatureForm>())
        {
            var signature = stored.Sign("content"u8, form);
            Assert.True(made.PublicKey.Verify("content"u8, signature, form));
            Assert.False(made.PublicKey.Verify("contend"u8, signature, form));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")]
    public void Rejects_a_private_key_that_is_none(string pem) => Assert.False(SoftwareSigner.FromPkcs8Pem(pem).Ok);

    [Fact]
    public void Rejects_a_private_key_of_another_curve()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Assert.False(SoftwareSigner.FromPkcs8Pem(other.ExportPkcs8PrivateKeyPem()).Ok);
    }

    [Fact]
    public void Survives_mutated_keys()
    {
        var spki = Convert.FromHexString(EcPrefix + GeneratorX + GeneratorY);
        Mutations.Of(spki, seed: 31, count: 3_000, mutant =>
        {
            if (!mutant.AsSpan().SequenceEqual(spki))
                Assert.False(PublicKey.FromSpki(mutant).Ok);
        });
        var pem = System.Text.Encoding.ASCII.GetBytes(SoftwareSigner.Create(SignatureAlgorithm.ES256).ToPkcs8Pem());
        Mutations.Of(pem, seed: 32, count: 1_000, mutant => SoftwareSigner.FromPkcs8Pem(System.Text.Encoding.Latin1.GetString(mutant)));
    }

    [Theory]
    [InlineData(SignatureAlgorithm.ES256)]
    [InlineData(SignatureAlgorithm.Ed25519)]
    [InlineData(SignatureAlgorithm.SM2)]
    public void Survives_use_by_many_threads_at_once(SignatureAlgorithm algorithm)
    {
        var signer = SoftwareSigner.Create(algorithm);
        var wrong = 0;
        Parallel.For(0, 2_000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            var content = BitConverter.GetBytes(i);
            var signature = signer.Sign(content, SignatureForm.P1363);
            if (!signer.PublicKey.Verify(content, signature, SignatureForm.P1363) || signer.PublicKey.Verify([.. content, 0], signature, SignatureForm.P1363))
                Interlocked.Increment(ref wrong);
        });
        Assert.Equal(0, wrong);
    }

    private static byte[] WithOrderAdded(byte[] signature)
    {
        var order = System.Numerics.BigInteger.Pow(2, 252) + System.Numerics.BigInteger.Parse("27742317777372353535851937790883648493", System.Globalization.CultureInfo.InvariantCulture);
        var scalar = new System.Numerics.BigInteger(signature.AsSpan(32), isUnsigned: true) + order;
        var changed = signature.ToArray();
        changed.AsSpan(32).Clear();
        scalar.ToByteArray(isUnsigned: true).CopyTo(changed, 32);
        return changed;
    }
}
