using System.Text.Json;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;

namespace Federation.ReferenceAdapter;

/// <summary>A question of the suite.</summary>
/// <param name="line">The JSON object.</param>
internal sealed class Question(JsonObject line)
{
    /// <summary>Its number, repeated in the answer.</summary>
    public int Id => (int)line["id"]!;

    /// <summary>What is asked.</summary>
    public string Command => (string)line["cmd"]!;

    /// <summary>The instant that the question gives.</summary>
    public DateTimeOffset Now => Instants.TryParse(Text("now"), out var now) ? now : throw new FormatException("now");

    /// <summary>Reads a line.</summary>
    public static Question Read(string line) => new((JsonObject)JsonNode.Parse(line, documentOptions: new JsonDocumentOptions { MaxDepth = 16 })!);

    /// <summary>A text, or null.</summary>
    public string? Text(string name) => (string?)line[name];

    /// <summary>A number.</summary>
    public long Number(string name) => (long)line[name]!;

    /// <summary>Bytes, or null.</summary>
    public ReadOnlyMemory<byte>? Bytes(string name)
    {
        if (Text(name) is { } text)
            return Convert.FromBase64String(text);
        return null;
    }

    /// <summary>An address.</summary>
    public Uri Address(string name) => new(Text(name)!);

    /// <summary>An object or a list, or null.</summary>
    public JsonNode? Node(string name) => line[name];
}
