using System.Formats.Cbor;

namespace TrustList.Format.Signing;

/// <summary>Writes the array that <see cref="CoseMessage"/> reads.</summary>
internal static class CoseWriter
{
    public static byte[] Protected(int algorithm, CoseHeaders headers)
    {
        var writer = new CborWriter(CborConformanceMode.Canonical, convertIndefiniteLengthEncodings: true);
        writer.WriteStartMap(null);
        writer.WriteInt32(CoseLabels.Algorithm);
        writer.WriteInt32(algorithm);
        if (headers.KeyId is { } keyId)
        {
            writer.WriteInt32(CoseLabels.KeyId);
            writer.WriteByteString(keyId.Span);
        }
        if (headers.Type is { } type)
        {
            writer.WriteInt32(CoseLabels.Type);
            writer.WriteTextString(type);
        }
        writer.WriteEndMap();
        return writer.Encode();
    }

    public static byte[] Message(
        ulong? tag, ReadOnlySpan<byte> guarded, CoseHeaders headers, ReadOnlySpan<byte> payload, bool detached, ReadOnlySpan<byte> seal)
    {
        var writer = new CborWriter(CborConformanceMode.Canonical, convertIndefiniteLengthEncodings: true);
        if (tag is { } number)
            writer.WriteTag((CborTag)number);
        writer.WriteStartArray(4);
        writer.WriteByteString(guarded);
        writer.WriteStartMap(null);
        if (!headers.X5Chain.IsEmpty)
            WriteChain(writer, headers);
        writer.WriteEndMap();
        if (detached)
            writer.WriteNull();
        else
            writer.WriteByteString(payload);
        writer.WriteByteString(seal);
        writer.WriteEndArray();
        return writer.Encode();
    }

    private static void WriteChain(CborWriter writer, CoseHeaders headers)
    {
        writer.WriteInt32(CoseLabels.X5Chain);
        if (headers.X5Chain is [var only])
        {
            writer.WriteByteString(only.Span);
            return;
        }
        writer.WriteStartArray(headers.X5Chain.Length);
        foreach (var certificate in headers.X5Chain)
            writer.WriteByteString(certificate.Span);
        writer.WriteEndArray();
    }
}
