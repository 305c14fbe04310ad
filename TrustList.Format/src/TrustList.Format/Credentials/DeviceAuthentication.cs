using System.Formats.Cbor;

namespace TrustList.Format.Credentials;

/// <summary>The bytes that a device signs or MACs (ISO/IEC 18013-5 §9.1.3.4). SPEC.md §6.6.</summary>
internal static class DeviceAuthentication
{
    /// <summary>DeviceNameSpacesBytes of a device that signs no element of its own.</summary>
    public static readonly byte[] NoElements = [0xD8, 0x18, 0x41, 0xA0];

    /// <summary>DeviceAuthenticationBytes: tag 24 around the encoded array.</summary>
    /// <param name="sessionTranscript">The encoded SessionTranscript array, well-formed.</param>
    /// <param name="docType">The document type.</param>
    /// <param name="deviceNameSpacesBytes">DeviceNameSpacesBytes as presented, tag included.</param>
    public static byte[] Encode(ReadOnlySpan<byte> sessionTranscript, string docType, ReadOnlySpan<byte> deviceNameSpacesBytes)
    {
        var array = new CborWriter(CborConformanceMode.Lax, initialCapacity: sessionTranscript.Length + deviceNameSpacesBytes.Length + 96);
        array.WriteStartArray(4);
        array.WriteTextString("DeviceAuthentication");
        array.WriteEncodedValue(sessionTranscript);
        array.WriteTextString(docType);
        array.WriteEncodedValue(deviceNameSpacesBytes);
        array.WriteEndArray();
        return Wrap(array.Encode());
    }

    /// <summary>Wraps an encoded item as #6.24(bstr .cbor item).</summary>
    public static byte[] Wrap(ReadOnlySpan<byte> encoded)
    {
        var writer = new CborWriter(CborConformanceMode.Lax, initialCapacity: encoded.Length + 8);
        writer.WriteTag(CborTag.EncodedCborDataItem);
        writer.WriteByteString(encoded);
        return writer.Encode();
    }
}
