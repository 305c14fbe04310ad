using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Numerics;
using TrustList.Format.Encoding;

namespace TrustList.Format.Projections;

/// <summary>What a CRL says, unverified.</summary>
internal sealed record CrlParts
{
    public required ReadOnlyMemory<byte> ToBeSigned { get; init; }
    public required ReadOnlyMemory<byte> Signature { get; init; }
    public required string SignatureAlgorithm { get; init; }
    public required ReadOnlyMemory<byte> Issuer { get; init; }
    public required DateTimeOffset ThisUpdate { get; init; }
    public required DateTimeOffset? NextUpdate { get; init; }
    public required BigInteger? Number { get; init; }
    public required ImmutableArray<RevokedCertificate> Entries { get; init; }
}

/// <summary>Reads RFC 5280 §5.1 CertificateList from DER. Throws <see cref="AsnContentException"/> alone.</summary>
internal static class CrlReader
{
    private static readonly Asn1Tag ExtensionsTag = new(TagClass.ContextSpecific, 0, isConstructed: true);

    public static CrlParts Read(ReadOnlyMemory<byte> der)
    {
        var file = new AsnReader(der, AsnEncodingRules.DER);
        var list = file.ReadSequence();
        file.ThrowIfNotEmpty();
        var toBeSigned = list.ReadEncodedValue();
        var algorithm = list.ReadEncodedValue();
        var signature = list.ReadBitString(out var unusedBits);
        list.ThrowIfNotEmpty();

        var body = new AsnReader(toBeSigned, AsnEncodingRules.DER).ReadSequence();
        if (body.ReadInteger() != BigInteger.One)
            throw new AsnContentException("not version 2");
        if (unusedBits != 0 || !body.ReadEncodedValue().Span.SequenceEqual(algorithm.Span))
            throw new AsnContentException("the two algorithm identifiers differ");
        var issuer = body.ReadEncodedValue();
        var thisUpdate = ReadTime(body);
        var nextUpdate = IsTime(body) ? ReadTime(body) : (DateTimeOffset?)null;
        var entries = body.HasData && body.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence) ? ReadEntries(body.ReadSequence()) : [];
        var extensions = body.HasData ? ReadExtensions(body.ReadSequence(ExtensionsTag).ReadSequence()) : [];
        return new CrlParts
        {
            ToBeSigned = toBeSigned,
            Signature = signature,
            SignatureAlgorithm = new AsnReader(algorithm, AsnEncodingRules.DER).ReadSequence().ReadObjectIdentifier(),
            Issuer = issuer,
            ThisUpdate = thisUpdate,
            NextUpdate = nextUpdate,
            Number = extensions.TryGetValue(CrlOids.Number, out var number) ? new AsnReader(number, AsnEncodingRules.DER).ReadInteger() : null,
            Entries = entries,
        };
    }

    private static ImmutableArray<RevokedCertificate> ReadEntries(AsnReader list)
    {
        var entries = ImmutableArray.CreateBuilder<RevokedCertificate>();
        while (list.HasData)
        {
            if (entries.Count == Limits.ProjectedCertificates)
                throw new AsnContentException($"more than {Limits.ProjectedCertificates} entries");
            var entry = list.ReadSequence();
            var serial = entry.ReadInteger();
            var at = ReadTime(entry);
            var extensions = entry.HasData ? ReadExtensions(entry.ReadSequence()) : [];
            entries.Add(new(serial, at, ReasonOf(extensions), InvalidFrom(extensions)));
        }
        return entries.ToImmutable();
    }

    // A reason that this system never gives reads as none.
    private static RevocationReason ReasonOf(Dictionary<string, ReadOnlyMemory<byte>> extensions) =>
        extensions.TryGetValue(CrlOids.Reason, out var value)
        && new AsnReader(value, AsnEncodingRules.DER).ReadEnumeratedBytes().Span is [var code] && Enum.IsDefined((RevocationReason)code)
            ? (RevocationReason)code
            : RevocationReason.Unspecified;

    private static DateTimeOffset? InvalidFrom(Dictionary<string, ReadOnlyMemory<byte>> extensions) =>
        extensions.TryGetValue(CrlOids.InvalidityDate, out var value) ? new AsnReader(value, AsnEncodingRules.DER).ReadGeneralizedTime() : null;

    private static Dictionary<string, ReadOnlyMemory<byte>> ReadExtensions(AsnReader list)
    {
        var extensions = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        while (list.HasData)
        {
            var extension = list.ReadSequence();
            var oid = extension.ReadObjectIdentifier();
            if (extension.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean))
                extension.ReadBoolean();
            if (!extensions.TryAdd(oid, extension.ReadOctetString()))
                throw new AsnContentException("an extension stands twice");
        }
        return extensions;
    }

    private static bool IsTime(AsnReader reader) =>
        reader.HasData && (reader.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) || reader.PeekTag().HasSameClassAndValue(Asn1Tag.GeneralizedTime));

    private static DateTimeOffset ReadTime(AsnReader reader) =>
        reader.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) ? reader.ReadUtcTime() : reader.ReadGeneralizedTime();
}
