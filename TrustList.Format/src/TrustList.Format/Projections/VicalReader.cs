using System.Collections.Immutable;
using TrustList.Format.Credentials.Reading;
using TrustList.Format.Encoding;
using N = TrustList.Format.Projections.VicalNames;

namespace TrustList.Format.Projections;

/// <summary>
/// Reads the content of a VICAL (ISO/IEC 18013-5 Annex C.1.7). Members that the annex names must have its types; others are
/// passed over and named, as the annex permits them.
/// </summary>
internal static class VicalReader
{
    public static Decoded<Vical> Read(ReadOnlyMemory<byte> payload)
    {
        var form = CborRules.CheckWellFormed(payload.Span, Limits.VicalBytes, Limits.VicalItems);
        if (!form.Ok)
            return form.As<Vical>();
        var members = VicalMembers.Of(new CheckedCbor(payload), string.Empty);
        var entries = members.Items(N.Entries, Limits.ProjectedCertificates);
        var read = new Vical
        {
            Version = members.Text(N.Version) ?? members.Missing<string>(N.Version),
            Provider = members.Text(N.Provider) ?? members.Missing<string>(N.Provider),
            Date = members.Instant(N.Date) ?? members.Missing<DateTimeOffset>(N.Date),
            IssueId = members.Integer(N.IssueId),
            NextUpdate = members.Instant(N.NextUpdate),
            Entries = [.. entries.Select((entry, at) => ReadEntry(entry, at, members))],
            UnknownMembers = members.Unknown(),
        };
        return members.Finish(read);
    }

    private static VicalEntry ReadEntry(ReadOnlyMemory<byte> item, int at, VicalMembers parent)
    {
        var members = VicalMembers.Of(new CheckedCbor(item), $"{N.Entries}[{at}].", parent);
        return new VicalEntry
        {
            Certificate = members.Bytes(N.Certificate, Limits.CertificateBytes) ?? members.Missing<ReadOnlyMemory<byte>>(N.Certificate),
            SerialNumber = members.Number(N.SerialNumber),
            SubjectKeyIdentifier = members.Bytes(N.SubjectKeyIdentifier, Limits.SignatureBytes) ?? members.Missing<ReadOnlyMemory<byte>>(N.SubjectKeyIdentifier),
            DocTypes = members.Texts(N.DocType) ?? members.Missing<ImmutableArray<string>>(N.DocType),
            CertificateProfiles = members.Texts(N.CertificateProfile) ?? [],
            IssuingAuthority = members.Text(N.IssuingAuthority),
            IssuingCountry = members.Text(N.IssuingCountry),
            StateOrProvinceName = members.Text(N.StateOrProvinceName),
            Issuer = members.Bytes(N.Issuer, Limits.CertificateBytes),
            Subject = members.Bytes(N.Subject, Limits.CertificateBytes),
            NotBefore = members.Instant(N.NotBefore),
            NotAfter = members.Instant(N.NotAfter),
            UnknownMembers = members.Unknown(),
        };
    }
}
