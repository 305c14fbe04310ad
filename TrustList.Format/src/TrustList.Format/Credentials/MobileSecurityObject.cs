using System.Formats.Cbor;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;

namespace TrustList.Format.Credentials;

/// <summary>Writes the mobile security object (ISO/IEC 18013-5 §9.1.2.4). SPEC.md §6.4.</summary>
internal static class MobileSecurityObject
{
    public static byte[] Write(IssuanceRequest request, SignedItems items)
    {
        var writer = new CborWriter(CborConformanceMode.Lax, initialCapacity: 2048);
        writer.WriteStartMap(request.StatusUri is null ? 6 : 7);
        writer.WriteTextString("version");
        writer.WriteTextString("1.0");
        writer.WriteTextString("digestAlgorithm");
        writer.WriteTextString("SHA-256");
        writer.WriteTextString("valueDigests");
        WriteDigests(writer, items);
        writer.WriteTextString("deviceKeyInfo");
        WriteDeviceKey(writer, request.DeviceKey);
        writer.WriteTextString("docType");
        writer.WriteTextString(request.DocType);
        writer.WriteTextString("validityInfo");
        WriteValidity(writer, request);
        if (request.StatusUri is { } uri)
        {
            writer.WriteTextString("status");
            WriteStatus(writer, uri, request.StatusIndex);
        }
        writer.WriteEndMap();
        return writer.Encode();
    }

    private static void WriteDigests(CborWriter writer, SignedItems items)
    {
        writer.WriteStartMap(items.Namespaces.Count);
        foreach (var (name, members) in items.Namespaces)
        {
            writer.WriteTextString(name);
            writer.WriteStartMap(members.Count);
            foreach (var member in members.OrderBy(member => member.DigestId))
            {
                writer.WriteInt32(member.DigestId);
                writer.WriteByteString(member.Digest);
            }
            writer.WriteEndMap();
        }
        writer.WriteEndMap();
    }

    private static void WriteDeviceKey(CborWriter writer, PublicKey key)
    {
        writer.WriteStartMap(1);
        writer.WriteTextString("deviceKey");
        CoseKey.Write(writer, key);
        writer.WriteEndMap();
    }

    private static void WriteValidity(CborWriter writer, IssuanceRequest request)
    {
        writer.WriteStartMap(3);
        WriteInstant(writer, "signed", request.SignedAt);
        WriteInstant(writer, "validFrom", request.ValidFrom);
        WriteInstant(writer, "validUntil", request.ValidUntil);
        writer.WriteEndMap();
    }

    private static void WriteInstant(CborWriter writer, string name, DateTimeOffset instant)
    {
        writer.WriteTextString(name);
        writer.WriteTag(CborTag.DateTimeString);
        writer.WriteTextString(Instants.Format(instant));
    }

    internal static void WriteStatus(CborWriter writer, string uri, long index)
    {
        writer.WriteStartMap(1);
        writer.WriteTextString("status_list");
        writer.WriteStartMap(2);
        writer.WriteTextString("idx");
        writer.WriteInt64(index);
        writer.WriteTextString("uri");
        writer.WriteTextString(uri);
        writer.WriteEndMap();
        writer.WriteEndMap();
    }
}
