using Federation.Hosting;
using TrustList.Format.Credentials;
using TrustList.Format.Signing;
using TrustList.Format.Verification;

namespace RegionNode.Issuer.Health;

/// <summary>
/// Before the node serves, it issues a licence of synthetic data with keys that it throws away, presents it and verifies it; the
/// same with one bit changed must be refused. A node whose cryptography does not work here never signs for a real driver.
/// </summary>
internal sealed class SelfTest(TimeProvider clock) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var algorithm in (SignatureAlgorithm[])[SignatureAlgorithm.ES256, SignatureAlgorithm.SM2])
            Try(algorithm, clock.GetUtcNow());
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static void Try(SignatureAlgorithm algorithm, DateTimeOffset now)
    {
        var (iaca, presented, transcript) = Present(algorithm, now);
        var verifier = CredentialVerifier.ForAnchors([iaca]);
        Verdict Verify() => verifier.Verify(new VerificationRequest { DeviceResponse = presented, SessionTranscript = transcript, Now = now });
        var whole = Verify();
        presented[presented.AsSpan().IndexOf("self-test"u8)] ^= 1;
        if (whole.Outcome != Outcome.Accepted || Verify().Outcome != Outcome.Refused)
            throw new StartRefusedException($"self-test of {algorithm}: a licence issued here is {whole.Outcome} {whole.Reason}, or a changed one is not refused");
    }

    private static (byte[] Iaca, byte[] Presented, byte[] Transcript) Present(SignatureAlgorithm algorithm, DateTimeOffset now)
    {
        var (root, signer, device) = (SoftwareSigner.Create(algorithm), SoftwareSigner.Create(algorithm), SoftwareSigner.Create(SignatureAlgorithm.ES256));
        const string crl = "http://127.0.0.1/crl", contact = "https://example.invalid/";
        var iaca = DocumentCertificates.CreateIaca(root, new CertificateSubject("self-test", null), now.AddDays(-1), now.AddDays(1), crl, contact);
        var certificate = DocumentCertificates.CreateDocumentSigner(root, iaca, signer.PublicKey, "self-test", now.AddDays(-1), now.AddDays(1), crl, contact);
        var licence = MdocIssuer.Issue(new IssuanceRequest
        {
            Elements = [LicenceElement.Text(MdocNames.IsoNamespace, "family_name", "self-test"), LicenceElement.Text(MdocNames.IsoNamespace, "issuing_country", "CN")],
            DeviceKey = device.PublicKey,
            SignedAt = now,
            ValidFrom = now,
            ValidUntil = now.AddHours(1),
            Signer = DocumentSigner.Of(signer, certificate).Value,
        });
        var wallet = new Wallet(device, licence);
        var transcript = SessionTranscripts.OpenId4VpHandover("self-test", "self-test", "https://example.invalid/");
        return (iaca, wallet.Present(wallet.Elements, transcript), transcript);
    }
}
