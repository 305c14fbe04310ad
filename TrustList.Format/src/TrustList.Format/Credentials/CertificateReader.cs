using System.Formats.Asn1;
using System.Numerics;

namespace TrustList.Format.Credentials;

/// <summary>Reads RFC 5280 certificates from DER. Throws <see cref="AsnContentException"/> alone, caught by <see cref="CertificateFacts.Read"/>.</summary>
internal static class CertificateReader
{
    private static readonly Asn1Tag VersionTag = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag ExtensionsTag = new(TagClass.ContextSpecific, 3, isConstructed: true);

    public static CertificateFacts Read(ReadOnlyMemory<byte> der, string thumbprint)
    {
        var file = new AsnReader(der, AsnEncodingRules.DER);
        var certificate = file.ReadSequence();
        file.ThrowIfNotEmpty();
        var toBeSigned = certificate.ReadEncodedValue();
        var outerAlgorithm = certificate.ReadEncodedValue();
        var signature = certificate.ReadBitString(out var unusedBits);
        certificate.ThrowIfNotEmpty();

        var body = new AsnReader(toBeSigned, AsnEncodingRules.DER).ReadSequence();
        RequireVersion3(body);
        var serial = RequirePositive(body.ReadInteger());
        var innerAlgorithm = body.ReadEncodedValue();
        if (unusedBits != 0 || !innerAlgorithm.Span.SequenceEqual(outerAlgorithm.Span))
            throw new AsnContentException("the two algorithm identifiers differ");
        var issuer = body.ReadEncodedValue();
        var validity = body.ReadSequence();
        var (notBefore, notAfter) = (ReadTime(validity), ReadTime(validity));
        validity.ThrowIfNotEmpty();
        var subject = body.ReadEncodedValue();
        var spki = body.ReadEncodedValue();
        var extensions = ReadExtensions(body);

        return new CertificateFacts
        {
            Der = der,
            Thumbprint = thumbprint,
            SerialNumber = serial,
            ToBeSigned = toBeSigned,
            Signature = signature,
            SignatureAlgorithm = new AsnReader(outerAlgorithm, AsnEncodingRules.DER).ReadSequence().ReadObjectIdentifier(),
            Issuer = issuer,
            Subject = subject,
            Country = ReadName(subject, "2.5.4.6"),
            State = ReadName(subject, "2.5.4.8"),
            NotBefore = notBefore,
            NotAfter = notAfter,
            Spki = spki,
            Extensions = extensions,
            Constraints = ExtensionReader.Constraints(extensions),
            KeyUsage = ExtensionReader.KeyUsage(extensions),
            ExtendedKeyUsage = ExtensionReader.ExtendedKeyUsage(extensions),
            SubjectKeyIdentifier = ExtensionReader.SubjectKeyIdentifier(extensions),
            AuthorityKeyIdentifier = ExtensionReader.AuthorityKeyIdentifier(extensions),
        };
    }

    private static void RequireVersion3(AsnReader body)
    {
        var version = body.ReadSequence(VersionTag).ReadInteger();
        if (version != 2)
            throw new AsnContentException("not version 3");
    }

    private static BigInteger RequirePositive(BigInteger serial) =>
        serial.Sign > 0 && serial.GetByteCount(isUnsigned: true) <= 20 ? serial : throw new AsnContentException("serial number");

    private static DateTimeOffset ReadTime(AsnReader reader) =>
        reader.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) ? reader.ReadUtcTime() : reader.ReadGeneralizedTime();

    private static string? ReadName(ReadOnlyMemory<byte> name, string oid)
    {
        var names = new AsnReader(name, AsnEncodingRules.DER).ReadSequence();
        while (names.HasData)
        {
            var set = names.ReadSetOf();
            while (set.HasData)
            {
                var pair = set.ReadSequence();
                if (pair.ReadObjectIdentifier() == oid)
                    return ReadText(pair);
            }
        }
        return null;
    }

    // RFC 5280 DirectoryString, and what old certificates use for a country; the platform throws at other types.
    private static string ReadText(AsnReader reader) => (UniversalTagNumber)reader.PeekTag().TagValue switch
    {
        UniversalTagNumber.UTF8String or UniversalTagNumber.PrintableString or UniversalTagNumber.IA5String
            or UniversalTagNumber.T61String or UniversalTagNumber.BMPString => reader.ReadCharacterString((UniversalTagNumber)reader.PeekTag().TagValue),
        _ => throw new AsnContentException("a name's text type"),
    };

    private static IReadOnlyDictionary<string, CertificateExtension> ReadExtensions(AsnReader body)
    {
        var extensions = new Dictionary<string, CertificateExtension>();
        while (body.HasData && !body.PeekTag().HasSameClassAndValue(ExtensionsTag))
            body.ReadEncodedValue(); // issuerUniqueID, subjectUniqueID
        if (!body.HasData)
            return extensions;
        var list = body.ReadSequence(ExtensionsTag).ReadSequence();
        while (list.HasData)
        {
            var extension = list.ReadSequence();
            var oid = extension.ReadObjectIdentifier();
            var critical = extension.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean) && extension.ReadBoolean();
            if (!extensions.TryAdd(oid, new(critical, extension.ReadOctetString())))
                throw new AsnContentException("an extension stands twice");
        }
        return extensions;
    }
}
