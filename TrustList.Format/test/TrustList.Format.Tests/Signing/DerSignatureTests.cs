using TrustList.Format.Signing;

namespace TrustList.Format.Tests.Signing;

public class DerSignatureTests
{
    private static readonly SoftwareSigner Signer = SoftwareSigner.Create(SignatureAlgorithm.ES256);

    [Fact]
    public void Accepts_signatures_of_every_length_in_both_forms()
    {
        var lengths = new HashSet<int>();
        for (var i = 0; i < 600; i++)
        {
            var content = BitConverter.GetBytes(i);
            var der = Signer.Sign(content, SignatureForm.Der);
            lengths.Add(der.Length);
            Assert.True(Signer.PublicKey.Verify(content, der, SignatureForm.Der));
            Assert.False(Signer.PublicKey.Verify(content, der, SignatureForm.P1363));
        }
        Assert.True(lengths.Count >= 3, "leading zeros and leading ones must both occur");
    }

    [Theory]
    [InlineData("length in long form", 0)]
    [InlineData("indefinite length", 1)]
    [InlineData("r padded with a zero", 2)]
    [InlineData("s padded with a zero", 3)]
    [InlineData("byte after the sequence", 4)]
    [InlineData("byte after s inside the sequence", 5)]
    [InlineData("integer tagged as another type", 6)]
    [InlineData("truncated", 7)]
    [InlineData("empty integer", 8)]
    [InlineData("nothing", 9)]
    public void Rejects_another_spelling_of_a_good_signature(string attack, int which)
    {
        byte[] content = [1, 2, 3];
        byte[] der;
        do
            der = Signer.Sign(content, SignatureForm.Der);
        while (der.Length != 70); // both integers 32 bytes long, so that the offsets below hold
        Assert.True(Signer.PublicKey.Verify(content, der, SignatureForm.Der));
        ReadOnlySpan<byte> r = der.AsSpan(4, 32), s = der.AsSpan(38, 32);
        byte[] forged = which switch
        {
            0 => [0x30, 0x81, 68, .. der[2..]],
            1 => [0x30, 0x80, .. der[2..], 0, 0],
            2 => [0x30, 69, 2, 33, 0, .. r, 2, 32, .. s],
            3 => [0x30, 69, 2, 32, .. r, 2, 33, 0, .. s],
            4 => [.. der, 0],
            5 => [0x30, 69, .. der[2..], 0],
            6 => [0x30, 68, 3, 32, .. r, 2, 32, .. s],
            7 => der[..^1],
            8 => [0x30, 36, 2, 0, 2, 32, .. s],
            _ => [],
        };
        Assert.False(Signer.PublicKey.Verify(content, forged, SignatureForm.Der), attack);
    }

    [Fact]
    public void Rejects_scalars_outside_the_group()
    {
        const string order = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
        var one = new string('0', 63) + "1";
        var zero = new string('0', 64);
        foreach (var hex in new[] { zero + one, one + zero, zero + zero, order + one, one + order, new string('f', 128), one + one + "00", one })
            Assert.False(Signer.PublicKey.Verify("x"u8, Convert.FromHexString(hex), SignatureForm.P1363));
    }

    [Fact]
    public void Survives_mutated_signatures_without_a_false_acceptance()
    {
        byte[] content = [1, 2, 3];
        var der = Signer.Sign(content, SignatureForm.Der);
        Mutations.Of(der, seed: 33, count: 20_000, mutant =>
        {
            if (!mutant.AsSpan().SequenceEqual(der))
                Assert.False(Signer.PublicKey.Verify(content, mutant, SignatureForm.Der));
        });
    }
}
