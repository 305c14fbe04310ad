using System.Formats.Cbor;
using System.Globalization;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;

namespace Trustctl.Inspection;

/// <summary>Well-formed CBOR as JSON for the eye: embedded CBOR (tag 24, COSE payloads and protected headers) is opened.</summary>
internal static class CborDiagnostic
{
    private const int ShownBytes = 32;

    public static JsonNode? Read(byte[] wellFormed)
    {
        var reader = new CborReader(wellFormed, CborConformanceMode.Lax);
        return Read(reader, Limits.CborDepth);
    }

    private static JsonNode? Read(CborReader reader, int depth) => reader.PeekState() switch
    {
        CborReaderState.StartMap => Map(reader, depth),
        CborReaderState.StartArray => Array(reader, depth),
        CborReaderState.Tag => Tagged(reader, depth),
        CborReaderState.TextString or CborReaderState.StartIndefiniteLengthTextString => reader.ReadTextString(),
        CborReaderState.ByteString or CborReaderState.StartIndefiniteLengthByteString => Bytes(reader.ReadByteString(), depth),
        CborReaderState.UnsignedInteger => reader.ReadUInt64(),
        CborReaderState.NegativeInteger => $"-{(UInt128)reader.ReadCborNegativeIntegerRepresentation() + 1}",
        CborReaderState.Boolean => reader.ReadBoolean(),
        CborReaderState.Null => Null(reader),
        CborReaderState.HalfPrecisionFloat or CborReaderState.SinglePrecisionFloat or CborReaderState.DoublePrecisionFloat =>
            reader.ReadDouble().ToString("R", CultureInfo.InvariantCulture),
        _ => $"simple({(int)reader.ReadSimpleValue()})",
    };

    private static JsonObject Map(CborReader reader, int depth)
    {
        var map = new JsonObject();
        reader.ReadStartMap();
        while (reader.PeekState() != CborReaderState.EndMap)
        {
            var key = Read(reader, depth - 1);
            var name = key is JsonValue ? key.ToString() : key?.ToJsonString() ?? "null";
            map[name] = Read(reader, depth - 1);
        }

        reader.ReadEndMap();
        return map;
    }

    private static JsonArray Array(CborReader reader, int depth)
    {
        var array = new JsonArray();
        reader.ReadStartArray();
        while (reader.PeekState() != CborReaderState.EndArray) array.Add(Read(reader, depth - 1));
        reader.ReadEndArray();
        return array;
    }

    private static JsonNode? Tagged(CborReader reader, int depth)
    {
        var tag = (ulong)reader.ReadTag();
        var value = Read(reader, depth - 1);
        return tag is 0 or 18 or 24 or 1004 ? value : new JsonObject { [$"tag {tag}"] = value };
    }

    // A byte string that is itself one well-formed map or array is shown opened; any other by length and beginning.
    private static JsonNode Bytes(byte[] bytes, int depth)
    {
        if (depth > 1 && bytes.Length > 1 && bytes[0] >> 5 is 4 or 5 or 6 && CborRules.CheckWellFormed(bytes).Ok)
            return Read(new CborReader(bytes, CborConformanceMode.Lax), depth - 1)!;
        var shown = Convert.ToHexStringLower(bytes.AsSpan(0, Math.Min(bytes.Length, ShownBytes)));
        return bytes.Length <= ShownBytes ? $"h'{shown}'" : $"h'{shown}…' ({bytes.Length} bytes)";
    }

    private static JsonNode? Null(CborReader reader)
    {
        reader.ReadNull();
        return null;
    }
}
