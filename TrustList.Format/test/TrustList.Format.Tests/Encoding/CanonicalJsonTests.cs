using System.Text.Json.Nodes;
using TrustList.Format.Encoding;

namespace TrustList.Format.Tests.Encoding;

public class CanonicalJsonTests
{
    [Theory]
    [InlineData("{\"b\":[1,true,null],\"a\":\"\u00e9\\\"\\n\"}", "7b2261223a22c3a95c220a222c2262223a5b312c747275652c6e756c6c5d7d")]
    [InlineData("{ }", "7b7d")]
    [InlineData("{\"\":{\"z\":[],\"y\":{}},\"A\":-1,\"a\":0}", "7b22223a7b2279223a7b7d2c227a223a5b5d7d2c2241223a2d312c2261223a307d")]
    [InlineData("{\"n\":[9223372036854775807,-9223372036854775808]}", "7b226e223a5b393232333337323033363835343737353830372c2d393232333337323033363835343737353830385d7d")]
    [InlineData("{\"s\":\"/\\/<\\u0041\\u0000\\t\\\\\"}", "7b2273223a222f2f3c410009" + "5c5c227d")]
    public void Encodes_to_the_golden_bytes(string text, string golden)
    {
        var parsed = CanonicalJson.Parse(Utf8(text), 1_000);
        Assert.True(parsed.Ok, parsed.Detail);
        Assert.Equal(golden, Convert.ToHexStringLower(CanonicalJson.Encode(parsed.Value)));
    }

    [Fact]
    public void Sorts_members_by_code_point_and_not_by_utf16_unit()
    {
        // U+10000 is D800 DC00 in UTF-16, below U+FFFD there and above it by code point.
        var json = new JsonObject { ["\U00010000"] = 1, ["\uFFFD"] = 2, ["a"] = 3, ["aa"] = 4, ["A"] = 5 };
        Assert.Equal("{\"A\":5,\"a\":3,\"aa\":4,\"\uFFFD\":2,\"\U00010000\":1}", System.Text.Encoding.UTF8.GetString(CanonicalJson.Encode(json)));
    }

    [Fact]
    public void Writes_text_that_reads_back_to_the_same_canonical_form()
    {
        var json = new JsonObject { ["pem"] = "-----BEGIN\nx\u0001\"\\\u007f", ["rare"] = "\U00020BB7" };
        var text = CanonicalJson.EncodeText(json);
        Assert.Contains("\\u000a", System.Text.Encoding.UTF8.GetString(text), StringComparison.Ordinal);
        Assert.Equal(CanonicalJson.Encode(json), CanonicalJson.Encode(CanonicalJson.Parse(text, 1_000).Value));
    }

    [Fact]
    public void Rejects_writing_what_has_no_canonical_form()
    {
        Assert.Throws<ArgumentException>(() => CanonicalJson.Encode(new JsonObject { ["a"] = 1.5 }));
        Assert.ThrowsAny<ArgumentException>(() => CanonicalJson.Encode(new JsonObject { ["a"] = "\ud800" }));
    }

    [Theory]
    [InlineData("", DecodeFault.Empty)]
    [InlineData(" ", DecodeFault.Malformed)]
    [InlineData("[]", DecodeFault.WrongType)]
    [InlineData("1", DecodeFault.WrongType)]
    [InlineData("{\"a\":1,\"a\":2}", DecodeFault.DuplicateKey)]
    [InlineData("{\"a\":1,\"\\u0061\":2}", DecodeFault.DuplicateKey)]
    [InlineData("{\"b\":{\"a\":1,\"a\":1}}", DecodeFault.DuplicateKey)]
    [InlineData("{\"a\":1.0}", DecodeFault.BadValue)]
    [InlineData("{\"a\":1e2}", DecodeFault.BadValue)]
    [InlineData("{\"a\":-0}", DecodeFault.BadValue)]
    [InlineData("{\"a\":9223372036854775808}", DecodeFault.BadValue)]
    [InlineData("{\"a\":01}", DecodeFault.Malformed)]
    [InlineData("{\"a\":NaN}", DecodeFault.Malformed)]
    [InlineData("{\"a\":1,}", DecodeFault.Malformed)]
    [InlineData("{\"a\":1}//", DecodeFault.TrailingBytes)]
    [InlineData("{\"a\":1}{}", DecodeFault.TrailingBytes)]
    [InlineData("{\"a\":1}\0", DecodeFault.TrailingBytes)]
    [InlineData("{\"a\":/**/1}", DecodeFault.Malformed)]
    [InlineData("{\"a\":\"\n\"}", DecodeFault.Malformed)]
    [InlineData("{\"a\":\"\\ud800\"}", DecodeFault.Malformed)]
    [InlineData("{\"a\":\"\\x\"}", DecodeFault.Malformed)]
    [InlineData("{\"a\"", DecodeFault.Malformed)]
    [InlineData("\uFEFF{}", DecodeFault.Malformed)]
    public void Rejects_what_is_not_one_strict_object(string text, DecodeFault fault)
        => Assert.Equal(fault, Fault(Utf8(text)));

    [Fact]
    public void Rejects_bytes_that_are_not_utf8() => Assert.Equal(DecodeFault.Malformed, Fault([(byte)'{', (byte)'"', 0xC0, 0xAF, (byte)'"', (byte)':', (byte)'1', (byte)'}']));

    [Fact]
    public void Accepts_the_deepest_nesting_and_rejects_one_more()
    {
        Assert.True(CanonicalJson.Parse(Nested(Limits.JsonDepth), 1_000).Ok);
        Assert.Equal(DecodeFault.TooDeep, Fault(Nested(Limits.JsonDepth + 1)));
        Assert.False(CanonicalJson.Parse(Nested(100_000), Limits.MetadataBytes).Ok);

        static byte[] Nested(int depth) => Utf8("{\"a\":" + new string('[', depth - 1) + new string(']', depth - 1) + "}");
    }

    [Fact]
    public void Rejects_more_bytes_or_values_than_permitted()
    {
        Assert.Equal(DecodeFault.TooLarge, CanonicalJson.Parse(Utf8("{\"a\":1}"), 6).Fault);
        var many = Utf8("{\"a\":[" + string.Join(',', Enumerable.Repeat("0", Limits.JsonItems)) + "]}");
        Assert.Equal(DecodeFault.TooMany, Fault(many));
    }

    [Fact]
    public void Survives_mutated_text_and_stays_a_fixed_point()
    {
        var sample = Utf8("{\"signed\":{\"_type\":\"root\",\"n\":[-1,0,{\"k\":\"v\\u00e9\\n\"}],\"t\":true,\"x\":null},\"\\ud83d\\ude00\":\"\U00020BB7\"}");
        var accepted = 0;
        Mutations.Of(sample, seed: 21, count: 30_000, mutant =>
        {
            var parsed = CanonicalJson.Parse(mutant, 10_000);
            if (!parsed.Ok)
                return;
            accepted++;
            var again = CanonicalJson.Parse(CanonicalJson.EncodeText(parsed.Value), 20_000);
            Assert.True(again.Ok, again.Detail);
            Assert.Equal(CanonicalJson.Encode(parsed.Value), CanonicalJson.Encode(again.Value));
        });
        Assert.InRange(accepted, 100, 29_000);
    }

    private static byte[] Utf8(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private static DecodeFault Fault(byte[] text)
    {
        var parsed = CanonicalJson.Parse(text, Limits.MetadataBytes);
        Assert.False(parsed.Ok);
        return parsed.Fault;
    }
}
