using TrustList.Format.Projections;
using TrustList.Testing;

namespace TrustList.Format.Tests.Projections;

/// <summary>The real VICAL that AAMVA published on 2025-11-18, with the CA certificates of its provider.</summary>
public sealed class AamvaVicalTests
{
    private static readonly DateTimeOffset Published = new(2025, 11, 18, 20, 0, 0, TimeSpan.Zero);

    [VectorFact("vical")]
    public void Reads_and_verifies_with_its_chain()
    {
        var vical = Read();
        Assert.Null(vical.Verify([Root()], Published));
        Assert.Equal(("AAMVA", "1.0", 227_602L), (vical.Content.Provider, vical.Content.Version, vical.Content.IssueId));
        Assert.Equal(14, vical.Content.Entries.Length);
        Assert.Equal(3, vical.Chain.Length);
        Assert.Contains(vical.Content.Entries, entry => entry.StateOrProvinceName == "US-UT");
        Assert.All(vical.Content.Entries, entry => Assert.Equal("org.iso.18013.5.1.mDL", Assert.Single(entry.DocTypes)));
    }

    [VectorFact("vical")]
    public void Rejects_it_with_a_bit_changed_with_another_root_and_a_day_later()
    {
        var bytes = Bytes("aamva-2025-11-18.vical");
        bytes[^1] ^= 1;
        Assert.Equal(VicalFault.BadSignature, SignedVical.Read(bytes).Value.Verify([Root()], Published)!.Fault);
        Assert.Equal(VicalFault.ChainNotTrusted, Read().Verify([new ProjectionBed().Root], Published)!.Fault);
        Assert.Equal(VicalFault.Expired, Read().Verify([Root()], Published.AddDays(1))!.Fault);
        Assert.Equal(VicalFault.ChainExpired, Read().Verify([Root()], Published.AddYears(1))!.Fault);
    }

    [VectorFact("vical")]
    public void Finds_what_is_wrong_in_it()
    {
        var report = ProjectionLint.Check(Bytes("aamva-2025-11-18.vical"), Published);
        var found = report.Findings.ToLookup(finding => finding.Rule);
        // Every ski is the whole extension, wrapped once more, instead of the identifier.
        Assert.Equal(14, found[LintRule.DiffersFromCertificate].Count(finding => finding.Where.EndsWith(".ski", StringComparison.Ordinal)));
        // A clock of twelve hours: 18:20:55 in the certificate, 06:20:55 in the list. Three certificates, two dates each.
        var dates = found[LintRule.DiffersFromCertificate].Where(finding => finding.Where.Contains(".not", StringComparison.Ordinal)).ToList();
        Assert.Contains(dates, finding => finding.Detail == "2024-01-11T06:20:55Z for 2024-01-11T18:20:55Z");
        // Capital letters where Annex C has small ones.
        Assert.Equal(["CertificateProfile", "Extensions"], found[LintRule.MemberNameCase].Select(finding => finding.Detail).Distinct().Order());
        // Alaska calls itself AK.
        Assert.Contains(found[LintRule.RegionCode], finding => finding.Detail == "AK");
        Assert.Equal(
            [LintRule.MemberNameCase, LintRule.DiffersFromCertificate, LintRule.RegionCode],
            found.Select(rule => rule.Key).Order());
    }

    private static SignedVical Read() => SignedVical.Read(Bytes("aamva-2025-11-18.vical")).Value;

    private static byte[] Root()
    {
        using var certificate = System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadCertificate(Bytes("aamva_ca_root.crt"));
        return certificate.RawData;
    }

    private static byte[] Bytes(string name) => File.ReadAllBytes(RepositoryPaths.Vector("vical/" + name));
}
