using System.Buffers;
using System.Buffers.Text;
using System.Formats.Cbor;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;

namespace TrustList.Format.Verification;

/// <summary>One disclosed element's value: well-formed CBOR of the presentation, not copied.</summary>
/// <param name="Encoded">The encoded value.</param>
public readonly record struct ElementValue(ReadOnlyMemory<byte> Encoded)
{
    /// <summary>The text of a text string or of a tagged date; null for other types. Characters outside the BMP stay as they are.</summary>
    public string? Text
    {
        get
        {
            var reader = new CborReader(Encoded, CborConformanceMode.Lax);
            while (reader.PeekState() == CborReaderState.Tag)
                reader.ReadTag();
            return reader.PeekState() == CborReaderState.TextString ? reader.ReadTextString() : null;
        }
    }

    /// <summary>The content of a byte string; null for other types.</summary>
    public ReadOnlyMemory<byte>? Bytes
    {
        get
        {
            var reader = new CborReader(Encoded, CborConformanceMode.Lax);
            return reader.PeekState() == CborReaderState.ByteString ? reader.ReadDefiniteLengthByteString() : null;
        }
    }

    /// <summary>The value as JSON. SPEC.md §8.6: byte strings as base64url, tags dropped.</summary>
    /// <returns>The JSON value; null for CBOR null and undefined.</returns>
    public JsonNode? ToJson() => CborToJson.Convert(Encoded);

    /// <summary>Writes a byte string of definite length, which may be a portrait, without a tree and its copies; false, and nothing written, for other types.</summary>
    internal bool TryWriteBytes(Utf8JsonWriter json)
    {
        var cursor = new CborCursor(Encoded.Span);
        if (!cursor.TryReadBytes(out var content) || !cursor.AtEnd)
            return false;
        var bytes = Encoded.Span[content];
        var text = ArrayPool<byte>.Shared.Rent(Base64Url.GetEncodedLength(bytes.Length) + 2);
        var length = Base64Url.EncodeToUtf8(bytes, text.AsSpan(1)) + 1;
        text[0] = text[length] = (byte)'"';
        json.WriteRawValue(text.AsSpan(0, length + 1), skipInputValidation: true);
        ArrayPool<byte>.Shared.Return(text);
        return true;
    }
}
