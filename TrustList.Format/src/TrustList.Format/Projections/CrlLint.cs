using TrustList.Format.Encoding;

namespace TrustList.Format.Projections;

/// <summary>Lints a CRL.</summary>
internal static class CrlLint
{
    public static LintReport Check(ReadOnlyMemory<byte> file, DateTimeOffset at)
    {
        var read = CertificateRevocationList.Read(file);
        if (!read.Ok)
            return LintFindings.Unreadable(LintKind.Crl, $"{read.Fault}: {read.Detail}");
        var (list, findings) = (read.Value, new LintFindings());
        if (list.Number is null)
            findings.Add(LintRule.NumberMissing, "crlNumber");
        if (list.ThisUpdate > at)
            findings.Add(LintRule.FromTheFuture, "thisUpdate", Instants.Format(list.ThisUpdate));
        if (list.NextUpdate is not { } next)
            findings.Add(LintRule.NextUpdateMissing, "nextUpdate");
        else if (next <= at)
            findings.Add(LintRule.ListExpired, "nextUpdate", Instants.Format(next));
        foreach (var twice in list.Entries.CountBy(entry => entry.SerialNumber).Where(count => count.Value > 1))
            findings.Add(LintRule.Duplicate, "revokedCertificates", twice.Key.ToString("x", System.Globalization.CultureInfo.InvariantCulture));
        return findings.Report(LintKind.Crl, list.Entries.Length);
    }
}
