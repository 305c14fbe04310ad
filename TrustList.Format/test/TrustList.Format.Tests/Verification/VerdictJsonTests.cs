using System.Buffers;
using System.Buffers.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrustList.Format.Credentials;
using TrustList.Format.Verification;
using TrustList.Testing.Forgery;

namespace TrustList.Format.Tests.Verification;

/// <summary>The JSON of a verdict (SPEC.md §8.6) is written without a tree: it is what a tree would write.</summary>
public sealed class VerdictJsonTests
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Members =
        ["outcome", "reason", "reasons", "warnings", "presented", "issuer", "profile", "simulatedClock", "at", "restsOn", "disclosed", "withheld"];

    public static TheoryData<string> Names => ["honest", "no state", "no status", "empty", "stale", .. Forger.Cases.Select(forged => forged.ToString())];

    [Theory]
    [MemberData(nameof(Names))]
    public void Writes_what_a_tree_would(string name)
    {
        var text = VerdictOf(name).ToJson();
        var tree = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false })!.AsObject();
        Assert.Equal(tree.ToJsonString(Readable), text);
        Assert.Equal(Members, tree.Select(member => member.Key));
    }

    [Fact]
    public void Writes_a_portrait_and_every_other_element_as_their_values_are()
    {
        var verdict = new Scene().Decide();
        var disclosed = JsonNode.Parse(verdict.ToJson())!["disclosed"]!;
        var portrait = verdict.Disclosed[MdocNames.IsoNamespace]["portrait"].Bytes!.Value;
        Assert.False(portrait.IsEmpty);
        Assert.Equal(Base64Url.EncodeToString(portrait.Span), disclosed[MdocNames.IsoNamespace]!["portrait"]!.GetValue<string>());
        Assert.All(
            verdict.Disclosed.SelectMany(space => space.Value.Select(element => (Space: space.Key, element.Key, element.Value))),
            element => Assert.True(JsonNode.DeepEquals(element.Value.ToJson(), disclosed[element.Space]![element.Key])));
    }

    [Fact]
    public void Writes_behind_what_was_written_before_and_others_members_last()
    {
        var verdict = new Scene().Decide();
        var output = new ArrayBufferWriter<byte>();
        output.Write("before "u8);
        verdict.WriteJson(output, new KeyValuePair<string, JsonNode?>("line", 7), new KeyValuePair<string, JsonNode?>("nothing", null));
        Assert.Equal("before " + verdict.ToJson()[..^1] + ",\"line\":7,\"nothing\":null}", System.Text.Encoding.UTF8.GetString(output.WrittenSpan));
    }

    private static Verdict VerdictOf(string name) => name switch
    {
        "honest" => new Scene().Decide(),
        "no state" => new Scene { NoState = true }.Decide(),
        "no status" => new Scene { StatusAt = null }.Decide(),
        "empty" => new Scene().Decide(ReadOnlyMemory<byte>.Empty),
        "stale" => new Scene { StatusAt = Scene.Shown.AddDays(-2) }.Decide(),
        _ => Forger.Cases.Single(forged => forged.ToString() == name).Decide(),
    };
}
