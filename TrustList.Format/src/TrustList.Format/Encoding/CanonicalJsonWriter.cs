using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TrustList.Format.Encoding;

/// <summary>Writes both forms of <see cref="CanonicalJson"/>.</summary>
internal static class CanonicalJsonWriter
{
    private static readonly System.Text.UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
    private static readonly SearchValues<char> Escaped = SearchValues.Create("\"\\");
    private static readonly SearchValues<char> EscapedInText = SearchValues.Create([.. "\"\\", .. Enumerable.Range(0, 0x20).Select(c => (char)c)]);

    public static byte[] Write(JsonNode? node, bool escapeControls)
    {
        var output = new ArrayBufferWriter<byte>(256);
        Write(output, node, escapeControls);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>A string as <see cref="CanonicalJson.EncodeText"/> writes it, its quotes around it.</summary>
    /// <exception cref="ArgumentException">It holds a lone surrogate.</exception>
    public static void WriteText(ArrayBufferWriter<byte> output, string text) => WriteString(output, text, escapeControls: true);

    /// <summary>An integer.</summary>
    public static void WriteInteger(ArrayBufferWriter<byte> output, long number)
    {
        const int most = 20; // The least of them with its sign.
        _ = Utf8Formatter.TryFormat(number, output.GetSpan(most), out var length);
        output.Advance(length);
    }

    private static void Write(ArrayBufferWriter<byte> output, JsonNode? node, bool escapeControls)
    {
        switch (node)
        {
            case null:
                output.Write("null"u8);
                break;
            case JsonObject members:
                WriteObject(output, members, escapeControls);
                break;
            case JsonArray items:
                output.Write("["u8);
                for (var i = 0; i < items.Count; i++)
                {
                    if (i > 0)
                        output.Write(","u8);
                    Write(output, items[i], escapeControls);
                }
                output.Write("]"u8);
                break;
            default:
                WriteValue(output, node.AsValue(), escapeControls);
                break;
        }
    }

    private static void WriteObject(ArrayBufferWriter<byte> output, JsonObject members, bool escapeControls)
    {
        output.Write("{"u8);
        var first = true;
        foreach (var (name, value) in members.OrderBy(m => m.Key, CodePointOrder.Instance))
        {
            if (!first)
                output.Write(","u8);
            first = false;
            WriteString(output, name, escapeControls);
            output.Write(":"u8);
            Write(output, value, escapeControls);
        }
        output.Write("}"u8);
    }

    private static void WriteValue(ArrayBufferWriter<byte> output, JsonValue value, bool escapeControls)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.String:
                WriteString(output, value.GetValue<string>(), escapeControls);
                break;
            case JsonValueKind.True:
                output.Write("true"u8);
                break;
            case JsonValueKind.False:
                output.Write("false"u8);
                break;
            default:
                if (!TryGetInteger(value, out var number))
                    throw new ArgumentException("Canonical JSON has no number but a 64-bit integer.", nameof(value));
                WriteInteger(output, number);
                break;
        }
    }

    private static bool TryGetInteger(JsonValue value, out long number)
        => value.TryGetValue(out number)
            || (value.TryGetValue(out int small) && (number = small) == small);

    private static void WriteString(ArrayBufferWriter<byte> output, string text, bool escapeControls)
    {
        output.Write("\""u8);
        var rest = text.AsSpan();
        for (int at; (at = rest.IndexOfAny(escapeControls ? EscapedInText : Escaped)) >= 0; rest = rest[(at + 1)..])
        {
            var c = rest[at];
            WriteRaw(output, rest[..at]);
            WriteRaw(output, c < 0x20 ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : "\\" + c);
        }
        WriteRaw(output, rest);
        output.Write("\""u8);
    }

    // EncoderFallbackException is an ArgumentException: a lone surrogate has no UTF-8 form.
    private static void WriteRaw(ArrayBufferWriter<byte> output, ReadOnlySpan<char> text)
    {
        var room = output.GetSpan(StrictUtf8.GetMaxByteCount(text.Length));
        output.Advance(StrictUtf8.GetBytes(text, room));
    }
}
