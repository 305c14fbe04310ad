using System.Text.Json.Nodes;

namespace TrustList.Format.Encoding;

/// <summary>
/// OLPC canonical JSON, the form that TUF signs and hashes (SPEC.md §2.1): members sorted by code point, no white
/// space, only <c>"</c> and <c>\</c> escaped, integers alone. A string with control characters is therefore not JSON
/// text: files are written by <see cref="EncodeText"/>, which differs in escaping those.
/// </summary>
public static class CanonicalJson
{
    /// <summary>The canonical bytes: what is signed and hashed.</summary>
    /// <exception cref="ArgumentException">The tree holds a number that is not a 64-bit integer, or a lone surrogate.</exception>
    public static byte[] Encode(JsonNode? node) => CanonicalJsonWriter.Write(node, escapeControls: false);

    /// <summary>The same form as valid JSON text, control characters escaped: what is stored and sent.</summary>
    /// <exception cref="ArgumentException">As for <see cref="Encode"/>.</exception>
    public static byte[] EncodeText(JsonNode? node) => CanonicalJsonWriter.Write(node, escapeControls: true);

    /// <summary>
    /// Reads one JSON object strictly: valid UTF-8 without BOM, no comments, no duplicate members, no number but a
    /// 64-bit integer, bounded depth and count, nothing after it. White space and member order are free.
    /// </summary>
    public static Decoded<JsonObject> Parse(ReadOnlySpan<byte> utf8, int maxBytes, int maxItems = Limits.JsonItems) =>
        StrictJsonReader.Read(utf8, maxBytes, maxItems);
}
