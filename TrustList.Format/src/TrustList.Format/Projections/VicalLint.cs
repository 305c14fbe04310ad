using TrustList.Format.Credentials;
using TrustList.Format.Encoding;
using N = TrustList.Format.Projections.VicalNames;

namespace TrustList.Format.Projections;

/// <summary>Lints a VICAL: the list's own dates and numbers, and each entry against the certificate in it.</summary>
internal static class VicalLint
{
    public static LintReport Check(ReadOnlyMemory<byte> file, DateTimeOffset at)
    {
        var read = SignedVical.Read(file);
        if (!read.Ok)
            return LintFindings.Unreadable(LintKind.Vical, $"{read.Fault}: {read.Detail}");
        var (vical, findings, seen) = (read.Value.Content, new LintFindings(), new HashSet<string>(StringComparer.Ordinal));
        CheckList(vical, at, findings);
        CheckSigner(read.Value, at, findings);
        for (var i = 0; i < vical.Entries.Length; i++)
        {
            var (entry, where) = (vical.Entries[i], $"{N.Entries}[{i}]");
            CheckNames(entry.UnknownMembers, where, findings);
            if (entry.DocTypes.IsEmpty)
                findings.Add(LintRule.DocTypeMissing, $"{where}.{N.DocType}");
            if (CertificateLint.Read(entry.Certificate, where, findings) is not { } facts)
                continue;
            CertificateLint.CheckAuthority(facts, where, at, findings, CertificateLint.MdocCurves);
            VicalEntryLint.Check(entry, facts, where, findings);
            if (!seen.Add(facts.Thumbprint))
                findings.Add(LintRule.Duplicate, where, facts.Thumbprint);
        }
        return findings.Report(LintKind.Vical, vical.Entries.Length);
    }

    private static void CheckList(Vical vical, DateTimeOffset at, LintFindings findings)
    {
        CheckNames(vical.UnknownMembers, string.Empty, findings);
        if (vical.Date > at)
            findings.Add(LintRule.FromTheFuture, N.Date, Instants.Format(vical.Date));
        if (vical.IssueId is null)
            findings.Add(LintRule.NumberMissing, N.IssueId);
        if (vical.NextUpdate is not { } next)
            findings.Add(LintRule.NextUpdateMissing, N.NextUpdate);
        else if (next <= at)
            findings.Add(LintRule.ListExpired, N.NextUpdate, Instants.Format(next));
    }

    private static void CheckSigner(SignedVical signed, DateTimeOffset at, LintFindings findings)
    {
        const string where = "x5chain[0]";
        if (signed.Chain.IsEmpty)
            findings.Add(LintRule.SignerUsage, where, "none");
        else if (CertificateLint.Read(signed.Chain[0], where, findings) is { } facts)
        {
            if (!facts.ExtendedKeyUsage.Contains(N.SignerUsage))
                findings.Add(LintRule.SignerUsage, where, string.Join(' ', facts.ExtendedKeyUsage));
            if (facts.NotAfter < at)
                findings.Add(LintRule.CertificateExpired, where, Instants.Format(facts.NotAfter));
        }
    }

    // An extension of the format has a name of its own; one that only looks like a known name is a slip.
    private static void CheckNames(IEnumerable<string> unknown, string where, LintFindings findings)
    {
        foreach (var name in unknown.Where(name => N.All.Contains(name, StringComparer.OrdinalIgnoreCase)))
            findings.Add(LintRule.MemberNameCase, where, name);
    }
}

/// <summary>One entry against its certificate.</summary>
internal static class VicalEntryLint
{
    public static void Check(VicalEntry entry, CertificateFacts facts, string where, LintFindings findings)
    {
        if (entry.SerialNumber != facts.SerialNumber)
            Differs(N.SerialNumber, "serial number");
        if (facts.SubjectKeyIdentifier is not { } identifier || !entry.SubjectKeyIdentifier.Span.SequenceEqual(identifier.Span))
            Differs(N.SubjectKeyIdentifier, Convert.ToHexStringLower(entry.SubjectKeyIdentifier.Span));
        if (entry.Issuer is { } issuer && !issuer.Span.SequenceEqual(facts.Issuer.Span))
            Differs(N.Issuer, string.Empty);
        if (entry.Subject is { } subject && !subject.Span.SequenceEqual(facts.Subject.Span))
            Differs(N.Subject, string.Empty);
        if (entry.NotBefore is { } from && from != facts.NotBefore)
            Differs(N.NotBefore, $"{Instants.Format(from)} for {Instants.Format(facts.NotBefore)}");
        if (entry.NotAfter is { } until && until != facts.NotAfter)
            Differs(N.NotAfter, $"{Instants.Format(until)} for {Instants.Format(facts.NotAfter)}");
        if (entry.IssuingCountry is { } country && (country != facts.Country || !CertificateLint.IsCountry(country)))
            findings.Add(LintRule.Country, $"{where}.{N.IssuingCountry}", $"{country} for {facts.Country}");
        if (entry.StateOrProvinceName is { } state && state != facts.State)
            findings.Add(LintRule.State, $"{where}.{N.StateOrProvinceName}", $"{state} for {facts.State}");

        void Differs(string member, string detail) => findings.Add(LintRule.DiffersFromCertificate, $"{where}.{member}", detail);
    }
}
