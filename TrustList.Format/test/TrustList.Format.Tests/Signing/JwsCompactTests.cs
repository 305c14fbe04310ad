using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;

namespace TrustList.Format.Tests.Signing;

public class JwsCompactTests
{
    private static readonly SoftwareSigner Signer = SoftwareSigner.Create(SignatureAlgorithm.ES256);

    [Theory]
    [InlineData(SignatureAlgorithm.ES256, "ES256")]
    [InlineData(SignatureAlgorithm.Ed25519, "EdDSA")]
    [InlineData(SignatureAlgorithm.SM2, "urn:oid:1.2.156.10197.1.501")]
    public void Accepts_what_it_signed(SignatureAlgorithm algorithm, string name)
    {
        var signer = SoftwareSigner.Create(algorithm);
        var header = new JsonObject { ["typ"] = "statuslist+jwt", ["kid"] = "12" };
        var read = JwsCompact.Parse(JwsCompact.Sign(signer, header, new JsonObject { ["sub"] = "名\n" })).Value;
        Assert.Equal(name, (string)read.Header["alg"]!);
        Assert.Equal("12", (string)read.Header["kid"]!);
        Assert.Equal("名\n", (string)read.Payload["sub"]!);
        Assert.True(read.Verify(signer.PublicKey));
        Assert.False(read.Verify(Signer.PublicKey));
        Assert.False(header.ContainsKey("alg"));
    }

    [Theory]
    [InlineData("no algorithm", "{}", DecodeFault.MissingField)]
    [InlineData("algorithm as a number", "{\"alg\":1}", DecodeFault.MissingField)]
    [InlineData("critical header", "{\"alg\":\"ES256\",\"crit\":[\"x\"],\"x\":1}", DecodeFault.BadValue)]
    [InlineData("algorithm twice", "{\"alg\":\"ES256\",\"alg\":\"none\"}", DecodeFault.DuplicateKey)]
    [InlineData("header is an array", "[]", DecodeFault.WrongType)]
    public void Rejects_headers(string attack, string header, DecodeFault fault)
    {
        var read = JwsCompact.Parse($"{Base64UrlText.Encode(System.Text.Encoding.UTF8.GetBytes(header))}.e30.AA");
        Assert.False(read.Ok, attack);
        Assert.Equal(fault, read.Fault);
    }

    [Fact]
    public void Rejects_the_algorithm_none_and_a_changed_algorithm()
    {
        var none = JwsCompact.Parse($"{Base64UrlText.Encode("{\"alg\":\"none\"}"u8)}.e30.").Value;
        Assert.False(none.Verify(Signer.PublicKey));
        var signed = JwsCompact.Sign(Signer, [], []);
        var other = Base64UrlText.Encode("{\"alg\":\"EdDSA\"}"u8) + signed[signed.IndexOf('.', StringComparison.Ordinal)..];
        Assert.False(JwsCompact.Parse(other).Value.Verify(Signer.PublicKey));
    }

    [Theory]
    [InlineData("", DecodeFault.Empty)]
    [InlineData("e30", DecodeFault.Malformed)]
    [InlineData("e30.e30", DecodeFault.Malformed)]
    [InlineData("e30.e30.AA.AA", DecodeFault.Malformed)]
    [InlineData("e30=.e30.AA", DecodeFault.Malformed)]
    [InlineData("e30.e30.AB", DecodeFault.Malformed)]
    [InlineData("..", DecodeFault.Empty)]
    public void Rejects_what_is_not_three_parts(string token, DecodeFault fault)
    {
        var read = JwsCompact.Parse(token);
        Assert.False(read.Ok);
        Assert.Equal(fault, read.Fault);
        Assert.Equal(DecodeFault.TooLarge, JwsCompact.Parse("e30.e30.AA", maxBytes: 5).Fault);
    }

    [Fact]
    public void Survives_mutated_tokens_without_a_false_acceptance()
    {
        var token = JwsCompact.Sign(Signer, new JsonObject { ["kid"] = "1" }, new JsonObject { ["sub"] = "http://status/310000/0", ["iat"] = 1 });
        Mutations.Of(System.Text.Encoding.ASCII.GetBytes(token), seed: 34, count: 20_000, mutant =>
        {
            var text = System.Text.Encoding.Latin1.GetString(mutant);
            var read = JwsCompact.Parse(text);
            if (read.Ok && !string.Equals(text, token, StringComparison.Ordinal))
                Assert.False(read.Value.Verify(Signer.PublicKey));
        });
    }
}
