using System.Formats.Cbor;
using TrustList.Format.Encoding;
using N = TrustList.Format.Projections.VicalNames;

namespace TrustList.Format.Projections;

/// <summary>Writes the content of a VICAL (ISO/IEC 18013-5 Annex C.1.7) in deterministic CBOR.</summary>
internal static class VicalWriter
{
    public static byte[] Write(Vical vical)
    {
        var writer = new CborWriter(CborConformanceMode.Canonical, convertIndefiniteLengthEncodings: true);
        writer.WriteStartMap(null);
        Text(writer, N.Version, vical.Version);
        Text(writer, N.Provider, vical.Provider);
        Instant(writer, N.Date, vical.Date);
        if (vical.IssueId is { } id)
        {
            writer.WriteTextString(N.IssueId);
            writer.WriteInt64(id);
        }
        Instant(writer, N.NextUpdate, vical.NextUpdate);
        writer.WriteTextString(N.Entries);
        writer.WriteStartArray(vical.Entries.Length);
        foreach (var entry in vical.Entries)
            Write(writer, entry);
        writer.WriteEndArray();
        writer.WriteEndMap();
        return writer.Encode();
    }

    private static void Write(CborWriter writer, VicalEntry entry)
    {
        writer.WriteStartMap(null);
        Bytes(writer, N.Certificate, entry.Certificate);
        writer.WriteTextString(N.SerialNumber);
        writer.WriteTag(CborTag.UnsignedBigNum); // Annex C: biguint, also where a plain integer would hold it
        writer.WriteByteString(entry.SerialNumber.ToByteArray(isUnsigned: true, isBigEndian: true));
        Bytes(writer, N.SubjectKeyIdentifier, entry.SubjectKeyIdentifier);
        Texts(writer, N.DocType, entry.DocTypes);
        if (!entry.CertificateProfiles.IsEmpty)
            Texts(writer, N.CertificateProfile, entry.CertificateProfiles);
        Text(writer, N.IssuingAuthority, entry.IssuingAuthority);
        Text(writer, N.IssuingCountry, entry.IssuingCountry);
        Text(writer, N.StateOrProvinceName, entry.StateOrProvinceName);
        Bytes(writer, N.Issuer, entry.Issuer);
        Bytes(writer, N.Subject, entry.Subject);
        Instant(writer, N.NotBefore, entry.NotBefore);
        Instant(writer, N.NotAfter, entry.NotAfter);
        writer.WriteEndMap();
    }

    private static void Text(CborWriter writer, string name, string? value)
    {
        if (value is null)
            return;
        writer.WriteTextString(name);
        writer.WriteTextString(value);
    }

    private static void Bytes(CborWriter writer, string name, ReadOnlyMemory<byte>? value)
    {
        if (value is not { } bytes)
            return;
        writer.WriteTextString(name);
        writer.WriteByteString(bytes.Span);
    }

    private static void Instant(CborWriter writer, string name, DateTimeOffset? value)
    {
        if (value is not { } instant)
            return;
        writer.WriteTextString(name);
        writer.WriteTag(CborTag.DateTimeString);
        writer.WriteTextString(Instants.Format(instant));
    }

    private static void Texts(CborWriter writer, string name, IReadOnlyList<string> values)
    {
        writer.WriteTextString(name);
        writer.WriteStartArray(values.Count);
        foreach (var value in values)
            writer.WriteTextString(value);
        writer.WriteEndArray();
    }
}
