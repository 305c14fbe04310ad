using TrustList.Format.Credentials;
using TrustList.Format.Signing;
using TrustList.Format.Verification;
using TrustList.Testing.Credentials;
using TrustList.Testing.Forgery;

namespace TrustList.Format.Tests.Credentials;

public sealed class WalletTests
{
    private readonly Scene scene = new();

    [Fact]
    public void Presents_every_element_so_that_it_is_accepted()
    {
        var wallet = Open();

        var verdict = scene.Decide(wallet.Present(wallet.Elements, Scene.Transcript));

        Assert.Empty(verdict.Reasons);
        Assert.Equal(Outcome.Accepted, verdict.Outcome);
        Assert.Equal(scene.Issue.Elements.Length, verdict.Disclosed.Sum(elements => elements.Value.Count));
    }

    [Fact]
    public void Keeps_a_name_outside_the_BMP_and_every_byte_of_the_portrait()
    {
        var wallet = Open();

        var elements = scene.Decide(wallet.Present(wallet.Elements, Scene.Transcript)).Disclosed[MdocNames.IsoNamespace];

        Assert.Equal("\U00020BB7合成", elements["family_name"].Text);
        Assert.Equal(SampleLicence.Portrait(1_000), elements["portrait"].Bytes!.Value.ToArray());
    }

    [Fact]
    public void Discloses_only_what_the_holder_chose()
    {
        var response = Open().Present([(MdocNames.IsoNamespace, "birth_date")], Scene.Transcript);

        var verdict = scene.Decide(response);

        Assert.Equal(Outcome.Accepted, verdict.Outcome);
        Assert.Equal("1990-01-01", Assert.Single(verdict.Disclosed[MdocNames.IsoNamespace]).Value.Text);
        Assert.Single(verdict.Disclosed);
        Assert.DoesNotContain("\U00020BB7合成", System.Text.Encoding.UTF8.GetString(response), StringComparison.Ordinal);
    }

    [Fact]
    public void Proves_possession_without_disclosing_anything()
    {
        var verdict = scene.Decide(Open().Present([], Scene.Transcript));

        Assert.Equal(Outcome.Accepted, verdict.Outcome);
        Assert.Empty(verdict.Disclosed);
    }

    [Fact]
    public void Never_signs_two_questions_alike()
    {
        var other = SessionTranscripts.OpenId4VpHandover("x509_san_dns:check.test", "the-next-nonce", "https://check.test/answer");

        Assert.Equal(Reason.DeviceSignatureInvalid, scene.Decide(Open().Present([], other)).Reason);
    }

    [Fact]
    public void Rejects_a_licence_of_another_device() =>
        Assert.Throws<ArgumentException>(() => new Wallet(SoftwareSigner.Create(SignatureAlgorithm.ES256), MdocIssuer.Issue(scene.Issue)));

    [Fact]
    public void Rejects_bytes_that_are_no_licence() =>
        Assert.Throws<ArgumentException>(() => new Wallet(scene.DeviceKey, [0xA0]));

    [Fact]
    public void Rejects_a_transcript_that_is_no_CBOR() =>
        Assert.Throws<ArgumentException>(() => Open().Present([], [0xFF]));

    private Wallet Open() => new(scene.DeviceKey, MdocIssuer.Issue(scene.Issue));
}
