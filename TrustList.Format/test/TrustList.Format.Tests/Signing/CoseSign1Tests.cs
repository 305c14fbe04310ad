using System.Formats.Cbor;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;

namespace TrustList.Format.Tests.Signing;

public class CoseSign1Tests
{
    private static readonly SoftwareSigner Signer = SoftwareSigner.Create(SignatureAlgorithm.ES256);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Accepts_what_it_signed_with_all_headers(bool tagged)
    {
        var headers = new CoseHeaders { KeyId = "12"u8.ToArray(), Type = "application/statuslist+cwt", X5Chain = [new byte[] { 1 }, new byte[] { 2, 3 }] };
        var read = CoseSign1.Parse(CoseSign1.Sign(Signer, headers, "content"u8, tagged: tagged)).Value;
        Assert.Equal(tagged, read.Tagged);
        Assert.Equal(-7, read.Algorithm);
        Assert.Equal("12"u8, read.Headers.KeyId!.Value.Span);
        Assert.Equal(headers.Type, read.Headers.Type);
        Assert.Equal([2, 3], read.Headers.X5Chain[1].ToArray());
        Assert.Equal("content"u8, read.Payload!.Value.Span);
        Assert.True(read.Verify(Signer.PublicKey));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(200)]
    [InlineData(3_000)]
    [InlineData(70_000)]
    public void Accepts_detached_content_with_external_data_of_any_length(int length)
    {
        var content = new byte[length];
        var read = CoseSign1.Parse(CoseSign1.Sign(Signer, CoseHeaders.None, content, detached: true, externalAad: "aad"u8)).Value;
        Assert.Null(read.Payload);
        Assert.True(read.VerifyDetached(Signer.PublicKey, content, "aad"u8));
        Assert.False(read.VerifyDetached(Signer.PublicKey, content, "aae"u8));
        Assert.False(read.VerifyDetached(Signer.PublicKey, content.AsSpan(1), "aad"u8));
        Assert.False(read.Verify(Signer.PublicKey));
    }

    [Theory]
    [InlineData(SignatureAlgorithm.Ed25519, -8)]
    [InlineData(SignatureAlgorithm.SM2, -66_037)]
    public void Accepts_the_other_suites(SignatureAlgorithm algorithm, int number)
    {
        var signer = SoftwareSigner.Create(algorithm);
        var read = CoseSign1.Parse(CoseSign1.Sign(signer, CoseHeaders.None, "content"u8)).Value;
        Assert.Equal(number, read.Algorithm);
        Assert.True(read.Verify(signer.PublicKey));
        Assert.False(read.Verify(Signer.PublicKey));
    }

    [Fact]
    public void Accepts_one_certificate_outside_an_array()
    {
        var read = CoseSign1.Parse(CoseSign1.Sign(Signer, new CoseHeaders { X5Chain = [new byte[] { 7 }] }, "x"u8)).Value;
        Assert.Equal([7], Assert.Single(read.Headers.X5Chain).ToArray());
    }

    [Fact]
    public void Rejects_another_key_and_carried_content_offered_as_detached()
    {
        var read = CoseSign1.Parse(CoseSign1.Sign(Signer, CoseHeaders.None, "content"u8)).Value;
        Assert.False(read.Verify(SoftwareSigner.Create(SignatureAlgorithm.ES256).PublicKey));
        Assert.False(read.VerifyDetached(Signer.PublicKey, "content"u8));
    }

    [Theory]
    [InlineData("algorithm moved to the unprotected header", "a0", "a10126", DecodeFault.BadValue)]
    [InlineData("algorithm in both headers", "a10126", "a10126", DecodeFault.DuplicateKey)]
    [InlineData("no algorithm", "", "a0", DecodeFault.MissingField)]
    [InlineData("algorithm twice", "a201260126", "a0", DecodeFault.DuplicateKey)]
    [InlineData("algorithm as text", "a1016545533235", "a0", DecodeFault.BadValue)]
    [InlineData("critical header", "a2012602810a", "a0", DecodeFault.BadValue)]
    [InlineData("key identifier in both headers", "a201260441aa", "a10441bb", DecodeFault.DuplicateKey)]
    [InlineData("protected header is an array", "8101", "a0", DecodeFault.WrongType)]
    [InlineData("bytes after the protected header", "a1012600", "a0", DecodeFault.TrailingBytes)]
    [InlineData("unprotected header is an array", "a10126", "80", DecodeFault.WrongType)]
    [InlineData("a label of bytes", "a10126", "a141aa01", DecodeFault.WrongType)]
    [InlineData("an empty chain", "a10126", "a1182180", DecodeFault.TooMany)]
    [InlineData("a chain of numbers", "a10126", "a118218101", DecodeFault.WrongType)]
    public void Rejects_headers(string attack, string guarded, string open, DecodeFault fault)
    {
        var read = CoseSign1.Parse(Message(guarded, open));
        Assert.False(read.Ok, attack);
        Assert.Equal(fault, read.Fault);
    }

    [Fact]
    public void Rejects_a_label_spelled_at_length_to_hide_a_duplicate()
    {
        // 0x1801 is 1 again: the algorithm would be read twice.
        Assert.Equal(DecodeFault.NotCanonical, CoseSign1.Parse(Message("a20126180126", "a0")).Fault);
    }

    [Fact]
    public void Rejects_trailing_bytes_wrong_arity_and_another_tag()
    {
        var message = CoseSign1.Sign(Signer, CoseHeaders.None, "content"u8);
        Assert.Equal(DecodeFault.TrailingBytes, CoseSign1.Parse((byte[])[.. message, 0]).Fault);
        Assert.Equal(DecodeFault.WrongType, CoseSign1.Parse((byte[])[0x83, .. message[1..]]).Fault);
        Assert.Equal(DecodeFault.WrongType, CoseSign1.Parse((byte[])[0xD1, .. message]).Fault);
        Assert.Equal(DecodeFault.Empty, CoseSign1.Parse(default).Fault);
    }

    [Fact]
    public void Survives_mutated_messages_without_a_false_acceptance()
    {
        var message = CoseSign1.Sign(Signer, new CoseHeaders { KeyId = "k"u8.ToArray(), X5Chain = [new byte[] { 1, 2 }] }, "content"u8, tagged: true);
        var original = CoseSign1.Parse(message).Value;
        Mutations.Of(message, seed: 18, count: 20_000, mutant =>
        {
            var read = CoseSign1.Parse(mutant);
            if (read.Ok && read.Value.Verify(Signer.PublicKey))
            {
                Assert.Equal(original.RawProtected.Span, read.Value.RawProtected.Span);
                Assert.Equal(original.Payload!.Value.Span, read.Value.Payload!.Value.Span);
            }
        });
    }

    private static byte[] Message(string guarded, string open)
    {
        var writer = new CborWriter();
        writer.WriteStartArray(4);
        writer.WriteByteString(Convert.FromHexString(guarded));
        writer.WriteEncodedValue(Convert.FromHexString(open));
        writer.WriteByteString("content"u8);
        writer.WriteByteString(new byte[64]);
        writer.WriteEndArray();
        return writer.Encode();
    }
}
