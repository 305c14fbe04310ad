using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TrustList.Format.Signing;

namespace TrustList.Format.Tests.Signing;

public class SignerCertificatesTests
{
    [Fact]
    public void Signs_a_certificate_that_the_platform_verifies()
    {
        var signer = SoftwareSigner.Create(SignatureAlgorithm.ES256);
        var request = new CertificateRequest(new X500DistinguishedName("CN=test"), signer.PublicKey.ToX509PublicKey(), HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var from = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var certificate = request.Create(new X500DistinguishedName("CN=test"), signer.ToX509Generator(), from, from.AddDays(10), [1]);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(certificate);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = from.AddDays(1).UtcDateTime;
        Assert.True(chain.Build(certificate), string.Join(' ', chain.ChainStatus.Select(status => status.StatusInformation)));
        Assert.Equal(signer.PublicKey, TrustList.Format.Signing.PublicKey.FromSpki(certificate.PublicKey.ExportSubjectPublicKeyInfo()).Value);
    }
}
