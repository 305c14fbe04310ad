using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TrustList.Format.Credentials;
using TrustList.Format.Signing;
using TrustList.Format.Tests.Signing;

namespace TrustList.Format.Tests.Credentials;

/// <summary>Certificates signed with SM2 (SPEC.md §6.7).</summary>
public sealed class Sm2CertificateTests : IDisposable
{
    private static readonly DateTimeOffset From = new(2020, 6, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Identifier = ["-sigopt", $"distid:{Sm2Sample.Identifier}"];
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sm2-certificates-");
    private readonly SoftwareSigner iacaKey = SoftwareSigner.Create(SignatureAlgorithm.SM2);
    private readonly SoftwareSigner signerKey = SoftwareSigner.Create(SignatureAlgorithm.SM2);
    private readonly byte[] iaca, signer;

    public Sm2CertificateTests()
    {
        iaca = DocumentCertificates.CreateIaca(iacaKey, new CertificateSubject("Test IACA", "CN-SC"), From, From.AddYears(9), "https://crl.test/510100", "https://crl.test");
        signer = DocumentCertificates.CreateDocumentSigner(
            iacaKey, iaca, signerKey.PublicKey, "Test document signer", From, From.AddDays(400), "https://crl.test/510100", "https://crl.test");
    }

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Makes_certificates_that_read_back_and_rest_on_their_IACA()
    {
        var (root, leaf) = (Facts(iaca), Facts(signer));
        Assert.True(root.IsSignedBy(root));
        Assert.True(leaf.IsSignedBy(root));
        Assert.False(root.IsSignedBy(leaf));
        Assert.Equal("1.2.156.10197.1.501", leaf.SignatureAlgorithm);
        Assert.Equal((SignatureAlgorithm.SM2, signerKey.PublicKey), (leaf.KeyAlgorithm, leaf.Key));
        Assert.Equal(signerKey.PublicKey, DocumentCertificates.KeyOf(signer).Value);
        Assert.True(DocumentSigner.Of(signerKey, signer).Ok);
        using var platform = X509CertificateLoader.LoadCertificate(signer);
        Assert.Equal(signerKey.PublicKey, Format.Signing.PublicKey.FromSpki(platform.PublicKey.ExportSubjectPublicKeyInfo()).Value);
    }

    [Fact]
    public void Rejects_a_changed_certificate_and_one_of_another_authority()
    {
        var other = Facts(DocumentCertificates.CreateIaca(
            SoftwareSigner.Create(SignatureAlgorithm.SM2), new CertificateSubject("Test IACA", "CN-SC"), From, From.AddYears(9), "https://crl.test/510100", "https://crl.test"));
        Assert.False(Facts(signer).IsSignedBy(other));
        var changed = signer.ToArray();
        changed[changed.AsSpan().IndexOf("Test document signer"u8)] ^= 1;
        Assert.False(Facts(changed).IsSignedBy(Facts(iaca)));
    }

    [Theory]
    [InlineData(SignatureAlgorithm.SM2, SignatureAlgorithm.ES256)]
    [InlineData(SignatureAlgorithm.ES256, SignatureAlgorithm.SM2)]
    public void Rejects_a_certificate_that_names_another_suite_than_its_authoritys_key(SignatureAlgorithm algorithm, SignatureAlgorithm named)
    {
        var key = SoftwareSigner.Create(algorithm);
        Assert.True(Facts(SelfSigned(key, key.ToX509Generator())).IsSignedBy(Facts(SelfSigned(key, key.ToX509Generator()))));
        var lying = Facts(SelfSigned(key, new LyingGenerator(key, SoftwareSigner.Create(named))));
        Assert.False(lying.IsSignedBy(lying));
    }

    [OpenSslFact]
    public async Task Makes_a_chain_that_openssl_verifies()
    {
        Put("iaca.pem", iaca);
        Put("signer.pem", signer);
        string[] verify = ["verify", "-x509_strict", "-attime", From.AddDays(10).ToUnixTimeSeconds().ToString(), "-vfyopt", $"distid:{Sm2Sample.Identifier}"];
        Assert.Contains("signer.pem: OK", await OpenSsl.RunAsync(folder, [.. verify, "-CAfile", "iaca.pem", "signer.pem"]), StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => OpenSsl.RunAsync(folder, [.. verify[..^1], "distid:another", "-CAfile", "iaca.pem", "signer.pem"]));
    }

    [OpenSslFact]
    public async Task Accepts_a_certificate_that_openssl_signed_and_rejects_one_under_another_identifier()
    {
        await OpenSsl.RunAsync(folder, "genpkey", "-algorithm", "SM2", "-out", "key.pem");
        string[] make = ["req", "-x509", "-sm3", "-key", "key.pem", "-subj", "/CN=openssl test/C=CN", "-days", "30", "-outform", "DER", "-out", "made.der"];
        await OpenSsl.RunAsync(folder, [.. make, .. Identifier]);
        var made = Facts(File.ReadAllBytes(Path.Combine(folder.FullName, "made.der")));
        Assert.True(made.IsSignedBy(made));
        await OpenSsl.RunAsync(folder, [.. make, "-sigopt", "distid:another"]);
        made = Facts(File.ReadAllBytes(Path.Combine(folder.FullName, "made.der")));
        Assert.False(made.IsSignedBy(made));
    }

    private static CertificateFacts Facts(byte[] der) => CertificateFacts.Read(der).Value;

    private static byte[] SelfSigned(SoftwareSigner key, X509SignatureGenerator generator)
    {
        var name = new X500DistinguishedName("CN=Test");
        var request = new CertificateRequest(name, key.PublicKey.ToX509PublicKey(), HashAlgorithmName.SHA256);
        using var certificate = request.Create(name, generator, From, From.AddDays(10), [1]);
        return certificate.RawData;
    }

    private void Put(string name, byte[] der) =>
        File.WriteAllText(Path.Combine(folder.FullName, name), PemEncoding.WriteString("CERTIFICATE", der) + "\n");

    // Signs with one key and names the algorithm of another.
    private sealed class LyingGenerator(SoftwareSigner key, SoftwareSigner named) : X509SignatureGenerator
    {
        public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) =>
            named.ToX509Generator().GetSignatureAlgorithmIdentifier(hashAlgorithm);

        public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) => key.Sign(data, SignatureForm.Der);

        protected override System.Security.Cryptography.X509Certificates.PublicKey BuildPublicKey() => key.PublicKey.ToX509PublicKey();
    }
}
