using System.Text.Json;
using RegionNode.Issuer.Registry.Police;

namespace RegionNode.Issuer.Registry.Imports;

/// <summary>One line of NDJSON: an object of texts, numbers and nulls. Members of other names are let pass, whatever they hold.</summary>
internal static class JsonLine
{
    private const int MaxDepth = 8;

    /// <summary>Fills a line; why not, where it is no such object.</summary>
    internal static LineReason? Read(ReadOnlySpan<byte> utf8, PoliceLine line)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            var seen = 0u;
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return LineReason.Malformed;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (PoliceLine.FieldOf(reader) is { } field)
                {
                    if ((seen & (1u << (int)field)) != 0 || !TryValue(ref reader, out var value))
                        return LineReason.Malformed;
                    seen |= 1u << (int)field;
                    line[field] = value;
                }
                else if (!reader.Read() || !reader.TrySkip())
                {
                    return LineReason.Malformed;
                }
            }
            return reader.TokenType == JsonTokenType.EndObject && !reader.Read() ? null : LineReason.Malformed;
        }
        catch (JsonException)
        {
            return LineReason.Malformed;
        }
        catch (InvalidOperationException)
        {
            return LineReason.BadEncoding; // A lone surrogate behind \u: no text.
        }
    }

    private static bool TryValue(ref Utf8JsonReader reader, out string? value)
    {
        value = null;
        if (!reader.Read())
            return false;
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                value = reader.GetString();
                return true;
            case JsonTokenType.Number:
                value = System.Text.Encoding.ASCII.GetString(reader.ValueSpan);
                return true;
            default:
                return reader.TokenType == JsonTokenType.Null;
        }
    }
}
