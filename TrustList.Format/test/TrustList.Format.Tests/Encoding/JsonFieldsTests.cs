using TrustList.Format.Encoding;

namespace TrustList.Format.Tests.Encoding;

public class JsonFieldsTests
{
    private static readonly Dictionary<string, int> Words = new() { ["one"] = 1 };

    [Fact]
    public void Accepts_members_of_every_type()
    {
        var fields = Of("{\"t\":\"x\",\"i\":7,\"b\":true,\"d\":\"2020-10-12T00:00:00Z\",\"h\":\"0aff\",\"s\":\"AQI=\",\"w\":\"one\",\"a\":[\"p\",\"q\"],\"o\":{\"n\":1},\"l\":[{\"n\":2}],\"m\":{\"k\":{\"n\":3}}}");
        var read = (fields.Text("t"), fields.Integer("i"), fields.Boolean("b"), fields.Instant("d").Year, fields.Hex("h", 2), fields.Base64("s", 2).Length,
            fields.Choice("w", Words), fields.Texts("a", 2).Length, fields.Object("o").Integer("n"), fields.Objects("l", 1, o => o.Integer("n"))[0],
            fields.Map("m", 1, (key, o) => (key, o.Integer("n")))["k"].Item2, fields.OptionalText("absent"), fields.OptionalInteger("absent"), fields.OptionalObject("absent"));
        fields.NoOthers();
        var finished = fields.Finish(read);
        Assert.True(finished.Ok, finished.Detail);
        Assert.Equal(("x", 7L, true, 2020, "0aff", 2, 1, 2, 1L, 2L, 3L, null, null, null), finished.Value);
    }

    public static TheoryData<string, DecodeFault, Action<JsonFields>> Faulty => new()
    {
        { "{}", DecodeFault.MissingField, f => f.Text("a") },
        { "{\"a\":null}", DecodeFault.MissingField, f => f.Text("a") },
        { "{\"a\":null}", DecodeFault.MissingField, f => f.OptionalText("a") },
        { "{\"a\":1}", DecodeFault.WrongType, f => f.Text("a") },
        { "{\"a\":\"\"}", DecodeFault.BadValue, f => f.Text("a") },
        { "{\"a\":\"xy\"}", DecodeFault.BadValue, f => f.Text("a", 1) },
        { "{\"a\":\"1\"}", DecodeFault.WrongType, f => f.Integer("a") },
        { "{\"a\":0}", DecodeFault.BadValue, f => f.Integer("a", 1) },
        { "{\"a\":1}", DecodeFault.WrongType, f => f.Boolean("a") },
        { "{\"a\":\"x\"}", DecodeFault.BadValue, f => f.Instant("a") },
        { "{\"a\":\"0A\"}", DecodeFault.BadValue, f => f.Hex("a", 1) },
        { "{\"a\":\"AB==\"}", DecodeFault.BadValue, f => f.Base64("a", 9) },
        { "{\"a\":\"A Q=\"}", DecodeFault.BadValue, f => f.Base64("a", 9) },
        { "{\"a\":\"two\"}", DecodeFault.BadValue, f => f.Choice("a", Words) },
        { "{\"a\":[\"x\",1]}", DecodeFault.BadValue, f => f.Texts("a", 9) },
        { "{\"a\":[\"x\",\"y\"]}", DecodeFault.TooMany, f => f.Texts("a", 1) },
        { "{\"a\":{}}", DecodeFault.WrongType, f => f.Texts("a", 1) },
        { "{\"a\":[]}", DecodeFault.WrongType, f => f.Object("a") },
        { "{\"a\":[1]}", DecodeFault.WrongType, f => f.Objects("a", 9, o => o) },
        { "{\"a\":[null]}", DecodeFault.MissingField, f => f.Objects("a", 9, o => o) },
        { "{\"a\":{\"x\":{},\"y\":{}}}", DecodeFault.TooMany, f => f.Map("a", 1, (_, o) => o) },
        { "{\"a\":{\"x\":1}}", DecodeFault.WrongType, f => f.Map("a", 1, (_, o) => o) },
        { "{\"a\":1}", DecodeFault.BadValue, f => f.NoOthers() },
    };

    [Theory]
    [MemberData(nameof(Faulty), DisableDiscoveryEnumeration = true)]
    public void Rejects_members_with_the_first_fault_and_no_exception(string text, DecodeFault fault, Action<JsonFields> read)
    {
        var fields = Of(text);
        read(fields);
        Assert.True(fields.Failed);
        fields.Refuse(DecodeFault.TooDeep, "a later fault");
        Assert.Equal(fault, fields.Finish(0).Fault);
    }

    [Fact]
    public void Names_the_place_of_a_fault_in_a_child()
    {
        var fields = Of("{\"a\":[{\"n\":1},{\"n\":\"x\"}]}");
        fields.Objects("a", 9, o => o.Integer("n"));
        Assert.Contains("a[1].n", fields.Finish(0).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_a_member_that_is_not_known_and_shows_nothing_that_a_terminal_obeys()
    {
        var fields = Of("{\"a\":{\"colour\":1}}");
        fields.Object("a").NoOthers();
        Assert.Equal("a.colour: not a member of this document", fields.Finish(0).Detail);

        fields = Of($"{{\"\\u001b[2J 红{new string('x', 200)}\":1}}");
        fields.NoOthers();
        Assert.StartsWith("?[2J ?xxx", fields.Finish(0).Detail, StringComparison.Ordinal);
        Assert.True(fields.Finish(0).Detail.Length < 120);

        fields = Of("{\"a\":{\"\\u001b\":1}}");
        fields.Map("a", 9, (_, o) => o);
        Assert.Equal("a.?: object expected", fields.Finish(0).Detail);
    }

    [Fact]
    public void Rejects_taking_the_value_of_a_failure()
    {
        var failed = Decoded<int>.Fail(DecodeFault.Empty, "nothing");
        Assert.Throws<InvalidOperationException>(() => failed.Value);
        Assert.False(default(Decoded<int>).Ok);
        Assert.Equal(DecodeFault.Empty, failed.Then(n => Decoded<string>.Of("x")).Fault);
    }

    private static JsonFields Of(string text) => JsonFields.Of(CanonicalJson.Parse(System.Text.Encoding.UTF8.GetBytes(text), 1_000).Value);
}
