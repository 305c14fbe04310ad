using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Conformance.Adapters;

/// <summary>JSON as most writers write it: a plus sign stands for itself, so that base64 needs no reader of escapes.</summary>
internal static class PlainJson
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text, in one line.</summary>
    public static string Of(JsonNode node) => node.ToJsonString(Plain);
}
