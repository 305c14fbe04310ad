using System.Buffers.Text;
using System.Formats.Cbor;
using System.Globalization;
using System.Text.Json.Nodes;

namespace TrustList.Format.Verification;

/// <summary>Shows well-formed CBOR as JSON for people and programs that read verdicts. SPEC.md §8.6.</summary>
internal static class CborToJson
{
    public static JsonNode? Convert(ReadOnlyMemory<byte> encoded)
    {
        var reader = new CborReader(encoded, CborConformanceMode.Lax);
        try
        {
            return Read(reader);
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException or OverflowException)
        {
            return null; // only an element that was never checked can come here
        }
    }

    private static JsonNode? Read(CborReader reader)
    {
        while (reader.PeekState() == CborReaderState.Tag)
            reader.ReadTag();
        switch (reader.PeekState())
        {
            case CborReaderState.UnsignedInteger:
                return JsonValue.Create(reader.ReadUInt64());
            case CborReaderState.NegativeInteger:
                return ReadNegative(reader);
            case CborReaderState.TextString or CborReaderState.StartIndefiniteLengthTextString:
                return JsonValue.Create(reader.ReadTextString());
            case CborReaderState.ByteString or CborReaderState.StartIndefiniteLengthByteString:
                return JsonValue.Create(Base64Url.EncodeToString(reader.ReadByteString()));
            case CborReaderState.Boolean:
                return JsonValue.Create(reader.ReadBoolean());
            case CborReaderState.StartArray:
                return ReadArray(reader);
            case CborReaderState.StartMap:
                return ReadMap(reader);
            case CborReaderState.HalfPrecisionFloat or CborReaderState.SinglePrecisionFloat or CborReaderState.DoublePrecisionFloat:
                var number = reader.ReadDouble();
                return double.IsFinite(number) ? JsonValue.Create(number) : null;
            default:
                reader.SkipValue();
                return null;
        }
    }

    private static JsonValue ReadNegative(CborReader reader)
    {
        var argument = reader.ReadCborNegativeIntegerRepresentation();
        return argument <= long.MaxValue
            ? JsonValue.Create(-1 - (long)argument)
            : JsonValue.Create((-1 - (decimal)argument).ToString(CultureInfo.InvariantCulture));
    }

    private static JsonArray ReadArray(CborReader reader)
    {
        var array = new JsonArray();
        reader.ReadStartArray();
        while (reader.PeekState() != CborReaderState.EndArray)
            array.Add(Read(reader));
        reader.ReadEndArray();
        return array;
    }

    private static JsonObject ReadMap(CborReader reader)
    {
        var map = new JsonObject();
        reader.ReadStartMap();
        while (reader.PeekState() != CborReaderState.EndMap)
        {
            var key = Read(reader);
            map[key?.ToString() ?? "null"] = Read(reader);
        }
        reader.ReadEndMap();
        return map;
    }
}
