using System.Formats.Asn1;

namespace TrustList.Format.Credentials;

/// <summary>Reads the extensions that ISO/IEC 18013-5 Annex B speaks of.</summary>
internal static class ExtensionReader
{
    public static BasicConstraints? Constraints(IReadOnlyDictionary<string, CertificateExtension> extensions)
    {
        if (Open(extensions, CertificateOids.BasicConstraints) is not { } reader)
            return null;
        var sequence = reader.ReadSequence();
        var authority = sequence.HasData && sequence.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean) && sequence.ReadBoolean();
        int? pathLength = sequence.HasData && sequence.TryReadInt32(out var length) ? length : null;
        return new(authority, pathLength);
    }

    public static ushort? KeyUsage(IReadOnlyDictionary<string, CertificateExtension> extensions)
    {
        if (Open(extensions, CertificateOids.KeyUsage) is not { } reader)
            return null;
        var bits = reader.ReadBitString(out _);
        return (ushort)((bits.Length > 0 ? bits[0] << 8 : 0) | (bits.Length > 1 ? bits[1] : 0));
    }

    public static IReadOnlyList<string> ExtendedKeyUsage(IReadOnlyDictionary<string, CertificateExtension> extensions)
    {
        if (Open(extensions, CertificateOids.ExtendedKeyUsage) is not { } reader)
            return [];
        var usages = new List<string>();
        var sequence = reader.ReadSequence();
        while (sequence.HasData)
            usages.Add(sequence.ReadObjectIdentifier());
        return usages;
    }

    public static ReadOnlyMemory<byte>? SubjectKeyIdentifier(IReadOnlyDictionary<string, CertificateExtension> extensions) =>
        Open(extensions, CertificateOids.SubjectKeyIdentifier)?.ReadOctetString();

    public static ReadOnlyMemory<byte>? AuthorityKeyIdentifier(IReadOnlyDictionary<string, CertificateExtension> extensions)
    {
        if (Open(extensions, CertificateOids.AuthorityKeyIdentifier) is not { } reader)
            return null;
        var sequence = reader.ReadSequence();
        var tag = new Asn1Tag(TagClass.ContextSpecific, 0);
        return sequence.HasData && sequence.PeekTag().HasSameClassAndValue(tag) ? sequence.ReadOctetString(tag) : null;
    }

    private static AsnReader? Open(IReadOnlyDictionary<string, CertificateExtension> extensions, string oid) =>
        extensions.TryGetValue(oid, out var extension) ? new AsnReader(extension.Value, AsnEncodingRules.DER) : null;
}
