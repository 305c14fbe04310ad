using TrustList.Format.Credentials;
using TrustList.Format.Signing;
using TrustList.Format.Verification;
using TrustList.Testing.Credentials;

namespace TrustList.Format.Tests.Verification;

public sealed class AnchorModeTests
{
    private static readonly byte[] Transcript = SessionTranscripts.OpenId4VpHandover("x509_san_dns:desk.test", "nonce-1", "https://desk.test/answer");
    private static readonly DateTimeOffset Now = SampleLicence.Start.AddDays(11);
    private readonly SampleIssuer issuer = new();
    private readonly SoftwareSigner device = SoftwareSigner.Create(SignatureAlgorithm.ES256);

    [Fact]
    public void Accepts_a_whole_licence_and_says_what_was_not_checked()
    {
        var verdict = Verify(Present());

        Assert.Equal(Outcome.Accepted, verdict.Outcome);
        Assert.Empty(verdict.Reasons);
        Assert.Equal([Reason.TrustListNotChecked, Reason.StatusNotChecked], verdict.Warnings.Select(warning => warning.Reason));
        Assert.Null(verdict.Issuer!.Region);
        Assert.Equal(issuer.Signer.Thumbprint, verdict.Issuer.CertificateThumbprint);
    }

    [Fact]
    public void Keeps_a_name_outside_the_BMP_and_every_byte_of_the_portrait()
    {
        var elements = Verify(Present()).Disclosed[MdocNames.IsoNamespace];

        Assert.Equal("\U00020BB7合成", elements["family_name"].Text);
        Assert.Equal(SampleLicence.Portrait(20_000), elements["portrait"].Bytes!.Value.ToArray());
    }

    [Fact]
    public void Discloses_only_what_the_holder_chose()
    {
        var verdict = Verify(Present((MdocNames.IsoNamespace, "birth_date")));

        Assert.Equal(Outcome.Accepted, verdict.Outcome);
        Assert.Equal("1990-01-01", Assert.Single(verdict.Disclosed[MdocNames.IsoNamespace]).Value.Text);
        Assert.Single(verdict.Disclosed);
    }

    [Fact]
    public void Rejects_an_answer_to_another_question()
    {
        var other = SessionTranscripts.OpenId4VpHandover("x509_san_dns:desk.test", "nonce-2", "https://desk.test/answer");

        Assert.Equal(Reason.DeviceSignatureInvalid, Verify(Present(), other).Reason);
    }

    [Fact]
    public void Rejects_a_signer_of_another_authority()
    {
        var verdict = CredentialVerifier.ForAnchors([new SampleIssuer("CN-JS").Iaca]).Verify(Request(Present(), Transcript));

        Assert.Equal(Outcome.Refused, verdict.Outcome);
        Assert.Equal(Reason.UnknownIssuer, verdict.Reason);
        Assert.Empty(verdict.Disclosed);
    }

    [Fact]
    public void Accepts_a_pinned_signer_and_says_that_no_chain_was_checked()
    {
        var verdict = CredentialVerifier.ForAnchors([issuer.Certificate]).Verify(Request(Present(), Transcript));

        Assert.Equal(Outcome.Accepted, verdict.Outcome);
        Assert.Contains(verdict.Warnings, warning => warning.Reason == Reason.SignerPinned);
    }

    private Verdict Verify(byte[] response, byte[]? transcript = null) =>
        CredentialVerifier.ForAnchors([issuer.Iaca]).Verify(Request(response, transcript ?? Transcript));

    private static VerificationRequest Request(byte[] response, byte[] transcript) =>
        new() { DeviceResponse = response, SessionTranscript = transcript, Now = Now };

    private byte[] Present(params (string, string)[] chosen)
    {
        var wallet = new Wallet(device, issuer.Issue(device.PublicKey));
        return wallet.Present(chosen.Length == 0 ? wallet.Elements : chosen, Transcript);
    }
}
