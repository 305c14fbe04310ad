using System.Formats.Asn1;
using System.Numerics;
using TrustList.Format.Credentials;
using TrustList.Format.Signing;

namespace TrustList.Format.Projections;

/// <summary>
/// Writes RFC 5280 §5.1 CertificateList. The platform's builder writes no invalidity date, which is what says since when a
/// compromised key's signatures are in doubt.
/// </summary>
internal static class CrlWriter
{
    private const int Version2 = 1;
    private const int LastUtcTimeYear = 2049;
    private static readonly Asn1Tag Extensions = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag KeyIdentifier = new(TagClass.ContextSpecific, 0);

    public static byte[] Write(
        ISigner key, CertificateFacts iaca, BigInteger number, DateTimeOffset thisUpdate, DateTimeOffset nextUpdate, IEnumerable<RevokedCertificate> revoked)
    {
        var algorithm = key.PublicKey.Suite.X509Algorithm;
        var body = new AsnWriter(AsnEncodingRules.DER);
        using (body.PushSequence())
        {
            body.WriteInteger(Version2);
            body.WriteEncodedValue(algorithm);
            body.WriteEncodedValue(iaca.Subject.Span);
            WriteTime(body, thisUpdate);
            WriteTime(body, nextUpdate);
            var entries = revoked.ToList();
            if (entries.Count > 0) // §5.1.2.6: absent where nothing is revoked
                using (body.PushSequence())
                    foreach (var entry in entries)
                        WriteEntry(body, entry);
            using (body.PushSequence(Extensions))
            using (body.PushSequence())
            {
                if (iaca.SubjectKeyIdentifier is { } identifier)
                    WriteExtension(body, CertificateOids.AuthorityKeyIdentifier, value =>
                    {
                        using (value.PushSequence())
                            value.WriteOctetString(identifier.Span, KeyIdentifier);
                    });
                WriteExtension(body, CrlOids.Number, value => value.WriteInteger(number));
            }
        }
        var signed = body.Encode();
        var list = new AsnWriter(AsnEncodingRules.DER);
        using (list.PushSequence())
        {
            list.WriteEncodedValue(signed);
            list.WriteEncodedValue(algorithm);
            list.WriteBitString(key.Sign(signed, SignatureForm.Der));
        }
        return list.Encode();
    }

    private static void WriteEntry(AsnWriter body, RevokedCertificate entry)
    {
        using var sequence = body.PushSequence();
        body.WriteInteger(entry.SerialNumber);
        WriteTime(body, entry.RevokedAt);
        if (entry.Reason == RevocationReason.Unspecified && entry.InvalidFrom is null)
            return;
        using var extensions = body.PushSequence();
        if (entry.Reason != RevocationReason.Unspecified) // §5.3.1: unspecified is left out
            WriteExtension(body, CrlOids.Reason, value => value.WriteEnumeratedValue(entry.Reason));
        if (entry.InvalidFrom is { } from)
            WriteExtension(body, CrlOids.InvalidityDate, value => value.WriteGeneralizedTime(from, omitFractionalSeconds: true));
    }

    private static void WriteExtension(AsnWriter body, string oid, Action<AsnWriter> write)
    {
        var value = new AsnWriter(AsnEncodingRules.DER);
        write(value);
        using var sequence = body.PushSequence();
        body.WriteObjectIdentifier(oid);
        body.WriteOctetString(value.Encode());
    }

    private static void WriteTime(AsnWriter body, DateTimeOffset instant)
    {
        if (instant.UtcDateTime.Year <= LastUtcTimeYear)
            body.WriteUtcTime(instant);
        else
            body.WriteGeneralizedTime(instant, omitFractionalSeconds: true);
    }
}
