using System.Formats.Cbor;
using System.Globalization;
using TrustList.Format.Signing;
using TrustList.Format.Status;

namespace TrustList.Format.Credentials.Qr;

/// <summary>Writes the claims of a compact licence. SPEC.md §6.10.</summary>
internal static class CompactWriter
{
    private static readonly DateOnly Epoch = new(1970, 1, 1);

    public static byte[] Write(
        string region, CompactData data, PublicKey deviceKey, (string Uri, long Index) status, ReadOnlySpan<byte> msoStart, DateTimeOffset signedAt, DateTimeOffset validUntil)
    {
        var writer = new CborWriter(CborConformanceMode.Canonical, initialCapacity: 256);
        writer.WriteStartMap(6);
        writer.WriteInt32(CompactLabels.Issuer);
        writer.WriteTextString(region);
        writer.WriteInt32(CompactLabels.Expires);
        writer.WriteInt64(NumericDate.Of(validUntil));
        writer.WriteInt32(CompactLabels.IssuedAt);
        writer.WriteInt64(NumericDate.Of(signedAt));
        writer.WriteInt32(CompactLabels.Confirmation);
        writer.WriteStartMap(1);
        writer.WriteInt32(CompactLabels.Key);
        CoseKey.WriteCompressed(writer, deviceKey);
        writer.WriteEndMap();
        writer.WriteInt32(CompactLabels.Status);
        MobileSecurityObject.WriteStatus(writer, status.Uri, status.Index);
        writer.WriteInt32(CompactLabels.Licence);
        WriteLicence(writer, data, msoStart);
        writer.WriteEndMap();
        return writer.Encode();
    }

    private static void WriteLicence(CborWriter writer, CompactData data, ReadOnlySpan<byte> msoStart)
    {
        writer.WriteStartMap(data.Expiry is null ? 8 : 9);
        writer.WriteInt32(CompactLabels.DocType);
        writer.WriteInt32(CompactLabels.DrivingLicence);
        writer.WriteInt32(CompactLabels.FamilyName);
        writer.WriteTextString(data.FamilyName);
        writer.WriteInt32(CompactLabels.GivenName);
        writer.WriteTextString(data.GivenName);
        writer.WriteInt32(CompactLabels.Number);
        writer.WriteTextString(data.Number);
        writer.WriteInt32(CompactLabels.Birth);
        writer.WriteInt32(Day(data.Birth));
        if (data.Expiry is { } expiry)
        {
            writer.WriteInt32(CompactLabels.Expiry);
            writer.WriteInt32(Day(expiry));
        }
        writer.WriteInt32(CompactLabels.Classes);
        writer.WriteStartArray(data.Classes.Length);
        foreach (var one in data.Classes)
            WriteClass(writer, one, data.Expiry);
        writer.WriteEndArray();
        writer.WriteInt32(CompactLabels.Office);
        writer.WriteInt32(int.Parse(data.Office, CultureInfo.InvariantCulture));
        writer.WriteInt32(CompactLabels.Mso);
        writer.WriteByteString(msoStart);
        writer.WriteEndMap();
    }

    // The end of a class is written only where it is not the licence's.
    private static void WriteClass(CborWriter writer, VehicleClass one, DateOnly? expiry)
    {
        var own = one.ExpiryDate != expiry;
        writer.WriteStartArray(own ? 3 : 2);
        writer.WriteTextString(one.Code);
        writer.WriteInt32(Day(one.IssueDate));
        if (own && one.ExpiryDate is { } end)
            writer.WriteInt32(Day(end));
        else if (own)
            writer.WriteNull();
        writer.WriteEndArray();
    }

    private static int Day(DateOnly date) => date.DayNumber - Epoch.DayNumber;
}
