using System.Text.Json.Nodes;
using TrustList.Format.Credentials;
using TrustList.Format.Encoding;
using TrustList.Format.Projections;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Testing;

namespace TrustList.Format.Tests.Projections;

public sealed class JwksTests
{
    private readonly ProjectionBed bed = new();

    [Fact]
    public void Shows_document_signers_and_status_keys_with_coordinates_of_32_bytes()
    {
        // One coordinate of 128 begins with a zero byte, so that some of these do.
        for (var i = 0; i < 300; i++)
        {
            var key = SoftwareSigner.Create(SignatureAlgorithm.ES256).PublicKey;
            bed.Shanghai.Issuers = bed.Shanghai.Issuers with
            {
                StatusKeys = bed.Shanghai.Issuers.StatusKeys.Add(RegionSimulator.StatusRecord(key, ProjectionBed.Start, ProjectionBed.Start, ProjectionBed.Start.AddYears(1))),
            };
        }
        var projection = JwksProjection.Of(bed.State(), bed.Now);
        var keys = Keys(projection.Bytes);
        Assert.Equal((304, 304), (projection.Count, keys.Count));
        Assert.All(keys, jwk => Assert.All(new[] { "x", "y" }, name =>
        {
            Assert.True(Base64UrlText.TryDecode(jwk[name]!.GetValue<string>(), out var bytes));
            Assert.Equal(32, bytes.Length);
        }));
        Assert.Contains(keys, jwk => jwk["x"]!.GetValue<string>().StartsWith('A') || jwk["y"]!.GetValue<string>().StartsWith('A'));
        var signer = Assert.Single(keys, jwk => jwk["kid"]!.GetValue<string>() == bed.Shanghai.Issuers.Certificates[1].Thumbprint);
        Assert.Equal(Convert.ToBase64String(bed.Shanghai.SignerCertificate), signer["x5c"]![0]!.GetValue<string>());
        Assert.Equal(("310000", "CN-SH"), (signer["region"]!.GetValue<string>(), signer["iso3166"]!.GetValue<string>()));
        Assert.Empty(projection.LeftOut);
        Assert.Empty(ProjectionLint.Check(projection.Bytes, bed.Now).Findings);
    }

    [Fact]
    public void Leaves_out_sm2_keys_and_says_so()
    {
        var sm2 = SoftwareSigner.Create(SignatureAlgorithm.SM2).PublicKey;
        bed.Shanghai.Issuers = bed.Shanghai.Issuers with
        {
            StatusKeys = [RegionSimulator.StatusRecord(sm2, ProjectionBed.Start, ProjectionBed.Start, ProjectionBed.Start.AddYears(1))],
        };
        var repository = new SimulatedRepository(ProjectionBed.Start, bed.Shanghai);
        repository.Policy = repository.Policy with { Algorithms = ["ES256", "SM2"] };
        repository.Publish();
        var projection = JwksProjection.Of(TrustList.Testing.Forgery.SimulatedTrust.StateOf(repository, bed.Now), bed.Now);
        Assert.Equal(new LeftOutKey("310000", sm2.Thumbprint, LeftOutReason.NoNameForAlgorithm), Assert.Single(projection.LeftOut));
        Assert.Equal(1, projection.Count);
    }

    [Fact]
    public void Leaves_out_a_key_that_is_compromised_or_not_yet_in_use()
    {
        var signer = bed.Shanghai.Issuers.Certificates[1];
        bed.Shanghai.Issuers = bed.Shanghai.Issuers with
        {
            Certificates = [bed.Shanghai.Issuers.Certificates[0], signer with
            {
                History = signer.History.Add(new(KeyState.Compromised, ProjectionBed.Start, "Test")), DistrustAfter = ProjectionBed.Start,
            }],
            StatusKeys = [RegionSimulator.StatusRecord(
                SoftwareSigner.Create(SignatureAlgorithm.ES256).PublicKey, ProjectionBed.Start, ProjectionBed.Start.AddDays(2), ProjectionBed.Start.AddYears(1))],
        };
        var projection = JwksProjection.Of(bed.State(), bed.Now);
        Assert.Equal([LeftOutReason.KeyNotInUse, LeftOutReason.KeyNotInUse], projection.LeftOut.Select(key => key.Reason));
        Assert.All(Keys(projection.Bytes), jwk => Assert.Equal("320000", jwk["region"]!.GetValue<string>()));
    }

    [Fact]
    public void Shows_iacas_in_pem_that_the_platform_reads()
    {
        var projection = PemProjection.Of(bed.State(), bed.Now);
        var certificates = new System.Security.Cryptography.X509Certificates.X509Certificate2Collection();
        certificates.ImportFromPem(System.Text.Encoding.ASCII.GetString(projection.Bytes));
        Assert.Equal([bed.Shanghai.Iaca, bed.Jiangsu.Iaca], certificates.Select(certificate => certificate.RawData));
        var report = ProjectionLint.Check(projection.Bytes, bed.Now);
        Assert.Equal((LintKind.Pem, 2), (report.Kind, report.Entries));
        Assert.Empty(report.Findings);
    }

    [Fact]
    public void Shows_an_sm2_iaca_in_pem_alone()
    {
        var key = SoftwareSigner.Create(SignatureAlgorithm.SM2);
        var iaca = DocumentCertificates.CreateIaca(
            key, new CertificateSubject("Test SM2 IACA", "CN-SH"), ProjectionBed.Start.AddDays(-9), ProjectionBed.Start.AddYears(9), "https://crl.test/", "https://crl.test/");
        var record = RegionSimulator.CertificateRecord(
            iaca, CertificateRole.Iaca, ProjectionBed.Start, ProjectionBed.Start, ProjectionBed.Start.AddYears(5), ProjectionBed.Start.AddYears(8), ProjectionBed.Start.AddYears(8)) with { Alg = "SM2" };
        bed.Shanghai.Issuers = bed.Shanghai.Issuers with { Certificates = bed.Shanghai.Issuers.Certificates.Add(record) };
        bed.Shanghai.Record = bed.Shanghai.Record with { IacaThumbprints = bed.Shanghai.Record.IacaThumbprints.Add(record.Thumbprint) };
        var repository = new SimulatedRepository(ProjectionBed.Start, bed.Shanghai);
        repository.Policy = repository.Policy with { Algorithms = ["ES256", "SM2"] };
        repository.Publish();
        var state = TrustList.Testing.Forgery.SimulatedTrust.StateOf(repository, bed.Now);

        var pem = PemProjection.Of(state, bed.Now);
        Assert.Equal(2, pem.Count);
        Assert.Empty(ProjectionLint.Check(pem.Bytes, bed.Now).Findings);
        var (vical, leftOut) = VicalProjection.Of(state, "Test provider", bed.Now);
        Assert.Single(vical.Entries);
        Assert.Equal(new LeftOutKey("310000", record.Thumbprint, LeftOutReason.NoNameForAlgorithm), Assert.Single(leftOut));

        // Its revocation list is signed by SM2 as well.
        var crl = CertificateRevocationList.Sign(key, iaca, 1, bed.Now, bed.Now.AddDays(1), []);
        Assert.True(CertificateRevocationList.Read(crl).Value.IsSignedBy(iaca));
        Assert.False(CertificateRevocationList.Read(crl).Value.IsSignedBy(bed.Shanghai.Iaca));
    }

    [Fact]
    public void Leaves_out_what_is_under_an_emergency_notice()
    {
        var repository = new SimulatedRepository(ProjectionBed.Start, bed.Shanghai, bed.Jiangsu);
        var iaca = bed.Shanghai.Issuers.Certificates[0].Thumbprint;
        repository.DutyOfficers = [SoftwareSigner.Create(SignatureAlgorithm.ES256)];
        repository.Notices = SampleNotices.Document(
            SampleNotices.OfRegion("320000", ProjectionBed.Start, 1, "notice-2"), SampleNotices.OfKey("310000", iaca, ProjectionBed.Start, 1));
        repository.Publish();
        var (vical, leftOut) = VicalProjection.Of(TrustList.Testing.Forgery.SimulatedTrust.StateOf(repository, bed.Now), "Test provider", bed.Now);
        Assert.Empty(vical.Entries);
        Assert.Equal([("310000", LeftOutReason.UnderNotice), ("320000", LeftOutReason.RegionNotActive)], leftOut.Select(key => (key.Region, key.Reason)));
    }

    private static IReadOnlyList<JsonNode> Keys(byte[] jwks) => [.. JsonNode.Parse(jwks)!["keys"]!.AsArray().Select(key => key!)];
}
