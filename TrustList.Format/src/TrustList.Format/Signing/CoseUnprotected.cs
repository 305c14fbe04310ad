using System.Formats.Cbor;
using TrustList.Format.Encoding;

namespace TrustList.Format.Signing;

/// <summary>Changes the unprotected header of a message, which no signature covers. Everything else stays byte for byte.</summary>
internal static class CoseUnprotected
{
    /// <summary>The message with a byte string under a label, in place of one that may stand there; null where it is no COSE message.</summary>
    public static byte[]? With(ReadOnlySpan<byte> message, int label, ReadOnlySpan<byte> value)
    {
        var cursor = new CborCursor(message);
        _ = cursor.TryReadTag(18);
        if (!cursor.TryReadArray(out var parts) || parts != 4 || !cursor.TryReadBytes(out _))
            return null;
        var header = cursor.Position;
        if (!cursor.TryReadMap(out var pairs))
            return null;
        var kept = new List<Range>(pairs);
        for (var i = 0; i < pairs; i++)
        {
            var start = cursor.Position;
            var isLabel = cursor.TryReadInteger(out var number) && number == label;
            if ((cursor.Position == start && !cursor.TrySkip()) || !cursor.TrySkip())
                return null;
            if (!isLabel)
                kept.Add(start..cursor.Position);
        }
        var writer = new CborWriter(CborConformanceMode.Lax, initialCapacity: message.Length + value.Length + 16);
        writer.WriteStartMap(kept.Count + 1);
        foreach (var pair in kept)
            WritePair(writer, message[pair]);
        writer.WriteInt32(label);
        writer.WriteByteString(value);
        writer.WriteEndMap();
        return [.. message[..header], .. writer.Encode(), .. message[cursor.Position..]];
    }

    private static void WritePair(CborWriter writer, ReadOnlySpan<byte> pair)
    {
        var cursor = new CborCursor(pair);
        cursor.TrySkip();
        writer.WriteEncodedValue(pair[..cursor.Position]);
        writer.WriteEncodedValue(pair[cursor.Position..]);
    }
}
