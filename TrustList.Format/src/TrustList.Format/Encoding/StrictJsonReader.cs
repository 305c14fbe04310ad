using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace TrustList.Format.Encoding;

/// <summary>The reading half of <see cref="CanonicalJson"/>: builds the tree itself, so that each rule has one place.</summary>
internal static class StrictJsonReader
{
    public static Decoded<JsonObject> Read(ReadOnlySpan<byte> utf8, int maxBytes, int maxItems)
    {
        if (utf8.IsEmpty)
            return Fail(DecodeFault.Empty, "no bytes");
        if (utf8.Length > maxBytes)
            return Fail(DecodeFault.TooLarge, $"{utf8.Length} bytes, at most {maxBytes}");
        if (!Utf8.IsValid(utf8))
            return Fail(DecodeFault.Malformed, "not UTF-8");
        // One level more than permitted, so that our own count and not the platform's exception decides.
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = Limits.JsonDepth + 1 });
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
                return Fail(DecodeFault.WrongType, "not an object");
            var root = ReadTree(ref reader, maxItems, out var fault, out var detail);
            if (root is null)
                return Fail(fault, detail);
            return reader.Read() ? Fail(DecodeFault.TrailingBytes, "text after the object") : Decoded<JsonObject>.Of(root);
        }
        catch (JsonException)
        {
            var trailing = reader.CurrentDepth == 0 && reader.TokenType == JsonTokenType.EndObject;
            return trailing
                ? Fail(DecodeFault.TrailingBytes, "text after the object")
                : Fail(DecodeFault.Malformed, $"not JSON at byte {reader.TokenStartIndex}");
        }
        catch (InvalidOperationException)
        {
            // GetString on an escaped lone surrogate.
            return Fail(DecodeFault.Malformed, $"a string without UTF-8 form at byte {reader.TokenStartIndex}");
        }
    }

    private static JsonObject? ReadTree(ref Utf8JsonReader reader, int maxItems, out DecodeFault fault, out string detail)
    {
        var open = new Stack<JsonNode>();
        var root = new JsonObject();
        open.Push(root);
        var items = 1;
        string? name = null;
        while (open.Count > 0)
        {
            reader.Read();
            if (++items > maxItems)
                return Refuse(DecodeFault.TooMany, $"more than {maxItems} values", out fault, out detail);
            switch (reader.TokenType)
            {
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    open.Pop();
                    continue;
                case JsonTokenType.PropertyName:
                    name = reader.GetString()!;
                    if (((JsonObject)open.Peek()).ContainsKey(name))
                        return Refuse(DecodeFault.DuplicateKey, $"a member twice at byte {reader.TokenStartIndex}", out fault, out detail);
                    continue;
            }
            if (!TryReadValue(ref reader, out var value))
                return Refuse(DecodeFault.BadValue, $"not a 64-bit integer at byte {reader.TokenStartIndex}", out fault, out detail);
            if (open.Peek() is JsonObject parent)
                parent.Add(name!, value);
            else
                ((JsonArray)open.Peek()).Add(value);
            if (value is not (JsonObject or JsonArray))
                continue;
            if (open.Count >= Limits.JsonDepth)
                return Refuse(DecodeFault.TooDeep, $"deeper than {Limits.JsonDepth}", out fault, out detail);
            open.Push(value);
        }
        (fault, detail) = (default, string.Empty);
        return root;
    }

    private static bool TryReadValue(ref Utf8JsonReader reader, out JsonNode? value)
    {
        value = reader.TokenType switch
        {
            JsonTokenType.StartObject => new JsonObject(),
            JsonTokenType.StartArray => new JsonArray(),
            JsonTokenType.String => JsonValue.Create(reader.GetString()),
            JsonTokenType.True => JsonValue.Create(true),
            JsonTokenType.False => JsonValue.Create(false),
            // "-0" has two readings elsewhere, "1.0" and "1e0" no canonical form: integers as written alone.
            JsonTokenType.Number when reader.TryGetInt64(out var number) && !reader.ValueSpan.SequenceEqual("-0"u8)
                => JsonValue.Create(number),
            _ => null,
        };
        return value is not null || reader.TokenType == JsonTokenType.Null;
    }

    private static JsonObject? Refuse(DecodeFault why, string what, out DecodeFault fault, out string detail)
    {
        (fault, detail) = (why, what);
        return null;
    }

    private static Decoded<JsonObject> Fail(DecodeFault fault, string detail) => Decoded<JsonObject>.Fail(fault, detail);
}
