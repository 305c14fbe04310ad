using System.Security.Cryptography;
using TrustList.Format.Encoding;

namespace TrustList.Format.Projections;

/// <summary>Lints certificates, or one CRL, in PEM.</summary>
internal static class PemLint
{
    private const string Certificate = "CERTIFICATE";
    private const string Crl = "X509 CRL";

    public static LintReport Check(ReadOnlySpan<byte> file, DateTimeOffset at)
    {
        var text = System.Text.Encoding.UTF8.GetString(file).AsSpan();
        var (findings, seen, count) = (new LintFindings(), new HashSet<string>(StringComparer.Ordinal), 0);
        while (PemEncoding.TryFind(text, out var block))
        {
            var where = $"block {count}";
            var (label, der) = (text[block.Label].ToString(), Convert.FromBase64String(text[block.Base64Data].ToString()));
            text = text[block.Location.End..];
            if (label == Crl && count == 0)
                return CrlLint.Check(der, at);
            if (label.EndsWith("PRIVATE KEY", StringComparison.Ordinal))
                findings.Add(LintRule.PrivateKey, where, label);
            else if (label != Certificate)
                findings.Add(LintRule.KeyType, where, label);
            else if (CertificateLint.Read(der, where, findings) is { } facts)
            {
                CertificateLint.CheckAuthority(facts, where, at, findings, CertificateLint.X509Curves);
                if (!seen.Add(facts.Thumbprint))
                    findings.Add(LintRule.Duplicate, where, facts.Thumbprint);
            }
            if (++count > Limits.ProjectedCertificates)
                return LintFindings.Unreadable(LintKind.Pem, $"more than {Limits.ProjectedCertificates} blocks");
        }
        // A block that cannot be found stays unread: its begin is still there.
        if (text.Contains("-----BEGIN ", StringComparison.Ordinal))
            findings.Add(LintRule.Unreadable, $"block {count}");
        return findings.Report(LintKind.Pem, count);
    }
}
