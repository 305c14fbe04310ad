using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TrustList.Format.Encoding;
using TrustList.Format.Projections;
using TrustList.Format.Registry;
using TrustList.Format.Tests.Signing;

namespace TrustList.Format.Tests.Projections;

public sealed class CrlTests
{
    private readonly ProjectionBed bed = new();

    [Fact]
    public void Reads_back_what_it_signed_and_refuses_another_iaca()
    {
        var revoked = Compromise();
        var crl = CertificateRevocationList.Sign(bed.Shanghai.IacaKey, bed.Shanghai.Iaca, 7, bed.Now, bed.Now.AddDays(90), revoked);
        var read = CertificateRevocationList.Read(crl).Value;
        Assert.True(read.IsSignedBy(bed.Shanghai.Iaca));
        Assert.False(read.IsSignedBy(bed.Jiangsu.Iaca));
        Assert.Equal((7, bed.Now, bed.Now.AddDays(90)), ((int)read.Number!.Value, read.ThisUpdate, read.NextUpdate));
        var entry = Assert.Single(read.Entries);
        Assert.Equal(Assert.Single(revoked), entry);
        Assert.Equal((RevocationReason.KeyCompromise, ProjectionBed.Start, ProjectionBed.Start.AddDays(-2)), (entry.Reason, entry.RevokedAt, entry.InvalidFrom!.Value));
        using var certificate = X509CertificateLoader.LoadCertificate(bed.Shanghai.SignerCertificate);
        Assert.Equal(certificate.SerialNumber, entry.SerialNumber.ToString("X", System.Globalization.CultureInfo.InvariantCulture).TrimStart('0'));
        Assert.Empty(ProjectionLint.Check(crl, bed.Now).Findings);
        Assert.Equal([LintRule.ListExpired], ProjectionBed.RulesOf(ProjectionLint.Check(crl, bed.Now.AddDays(90))));
        Assert.Empty(ProjectionLint.Check(System.Text.Encoding.ASCII.GetBytes(PemEncoding.WriteString("X509 CRL", crl)), bed.Now).Findings);

        crl[^1] ^= 1;
        Assert.False(CertificateRevocationList.Read(crl).Value.IsSignedBy(bed.Shanghai.Iaca));
    }

    [Fact]
    public void Takes_what_is_declared_and_nothing_that_only_ran_its_time()
    {
        var issuers = bed.Shanghai.Issuers;
        var signer = issuers.Certificates[1];
        Assert.Empty(Revoked(issuers, bed.Now));
        Assert.Empty(Revoked(issuers, bed.Now.AddYears(5)));
        var compromised = issuers with { Certificates = [issuers.Certificates[0], Compromised(signer)] };
        Assert.Empty(Revoked(compromised, ProjectionBed.Start.AddSeconds(-1)));
        Assert.Single(Revoked(compromised, ProjectionBed.Start));
        var retired = issuers with { Certificates = [issuers.Certificates[0], signer with { History = signer.History.Add(new(KeyState.Retired, ProjectionBed.Start, "Test")) }] };
        Assert.Equal((RevocationReason.CessationOfOperation, null), (Revoked(retired, bed.Now)[0].Reason, Revoked(retired, bed.Now)[0].InvalidFrom));
        // The root's own loss and another province's signer are not this list's to tell.
        var others = issuers with { Certificates = [Compromised(issuers.Certificates[0]), Compromised(bed.Jiangsu.Issuers.Certificates[1])] };
        Assert.Empty(Revoked(others, bed.Now));

        IReadOnlyList<RevokedCertificate> Revoked(IssuersDocument document, DateTimeOffset at) => CertificateRevocationList.RevokedIn(document, bed.Shanghai.Iaca, at);
    }

    [Fact]
    public void Rejects_to_sign_for_another_iaca_or_for_longer_than_90_days()
    {
        Assert.Throws<ArgumentException>(() => CertificateRevocationList.Sign(bed.Shanghai.IacaKey, bed.Jiangsu.Iaca, 1, bed.Now, bed.Now.AddDays(1), []));
        Assert.Throws<ArgumentException>(() => CertificateRevocationList.Sign(bed.Shanghai.IacaKey, bed.Shanghai.Iaca, 1, bed.Now, bed.Now.AddDays(91), []));
        Assert.Throws<ArgumentException>(() => CertificateRevocationList.Sign(bed.Shanghai.IacaKey, bed.Shanghai.Iaca, 1, bed.Now, bed.Now, []));
    }

    [Fact]
    public void Survives_mutations()
    {
        var crl = CertificateRevocationList.Sign(bed.Shanghai.IacaKey, bed.Shanghai.Iaca, 7, bed.Now, bed.Now.AddDays(90), Compromise());
        Mutations.Of(crl, 31, 2_000, mutant =>
        {
            if (CertificateRevocationList.Read(mutant) is { Ok: true, Value: var read } && !mutant.AsSpan().SequenceEqual(crl))
                Assert.False(read.IsSignedBy(bed.Shanghai.Iaca));
        });
        Assert.Equal(DecodeFault.Malformed, CertificateRevocationList.Read(default).Fault);
    }

    [OpenSslFact]
    public async Task Makes_openssl_refuse_what_it_revokes_and_nothing_else()
    {
        var folder = Directory.CreateTempSubdirectory("crl-test-");
        try
        {
            await WriteAsync("ca.pem", "CERTIFICATE", bed.Shanghai.Iaca);
            await WriteAsync("signer.pem", "CERTIFICATE", bed.Shanghai.SignerCertificate);
            await WriteAsync("empty.pem", "X509 CRL", CertificateRevocationList.Sign(bed.Shanghai.IacaKey, bed.Shanghai.Iaca, 7, bed.Now, bed.Now.AddDays(90), []));
            var crl = CertificateRevocationList.Sign(bed.Shanghai.IacaKey, bed.Shanghai.Iaca, 8, bed.Now, bed.Now.AddDays(90), Compromise());
            await WriteAsync("list.pem", "X509 CRL", crl);
            crl[^1] ^= 1;
            await WriteAsync("forged.pem", "X509 CRL", crl);

            Assert.Contains("signer.pem: OK", await VerifyAsync("empty.pem"), StringComparison.Ordinal);
            Assert.Contains("certificate revoked", await VerifyAsync("list.pem"), StringComparison.Ordinal);
            Assert.Contains("CRL signature failure", await VerifyAsync("forged.pem"), StringComparison.Ordinal);
            var text = await OpenSsl.RunAsync(folder, "crl", "-in", "list.pem", "-noout", "-text");
            Assert.Contains("Version 2", text, StringComparison.Ordinal);
            Assert.Contains("Key Compromise", text, StringComparison.Ordinal);
            Assert.Contains("Invalidity Date", text, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        Task WriteAsync(string name, string label, byte[] der) => File.WriteAllTextAsync(Path.Combine(folder.FullName, name), PemEncoding.WriteString(label, der));

        async Task<string> VerifyAsync(string crl)
        {
            try
            {
                return await OpenSsl.RunAsync(
                    folder, "verify", "-crl_check", "-attime", bed.Now.AddMinutes(1).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture),
                    "-CAfile", "ca.pem", "-CRLfile", crl, "signer.pem");
            }
            catch (InvalidOperationException refused)
            {
                return refused.Message;
            }
        }
    }

    private IReadOnlyList<RevokedCertificate> Compromise() => CertificateRevocationList.RevokedIn(
        bed.Shanghai.Issuers with { Certificates = [bed.Shanghai.Issuers.Certificates[0], Compromised(bed.Shanghai.Issuers.Certificates[1])] }, bed.Shanghai.Iaca, bed.Now);

    private static IssuerCertificate Compromised(IssuerCertificate record) => record with
    {
        History = record.History.Add(new(KeyState.Compromised, ProjectionBed.Start, "Test")), DistrustAfter = ProjectionBed.Start.AddDays(-2),
    };
}
