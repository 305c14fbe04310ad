using System.Formats.Cbor;

namespace TrustList.Format.Verification.Checks;

/// <summary>The bytes under a COSE signature or MAC (RFC 9052 §4.4, §6.3), without external data.</summary>
internal static class CoseStructures
{
    public const int Es256 = -7;
    public const int HmacSha256 = 5;

    /// <summary>Sig_structure of a COSE_Sign1.</summary>
    public static byte[] Signature(ReadOnlySpan<byte> protectedHeader, ReadOnlySpan<byte> payload) =>
        Write("Signature1", protectedHeader, payload);

    /// <summary>MAC_structure of a COSE_Mac0.</summary>
    public static byte[] Mac(ReadOnlySpan<byte> protectedHeader, ReadOnlySpan<byte> payload) =>
        Write("MAC0", protectedHeader, payload);

    private static byte[] Write(string context, ReadOnlySpan<byte> protectedHeader, ReadOnlySpan<byte> payload)
    {
        var writer = new CborWriter(CborConformanceMode.Lax, initialCapacity: payload.Length + protectedHeader.Length + 32);
        writer.WriteStartArray(4);
        writer.WriteTextString(context);
        writer.WriteByteString(protectedHeader);
        writer.WriteByteString([]);
        writer.WriteByteString(payload);
        writer.WriteEndArray();
        return writer.Encode();
    }
}
