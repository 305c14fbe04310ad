using TrustList.Format.Signing;
using TrustList.Format.Verification;
using TrustList.Testing.Forgery;

namespace TrustList.Format.Tests.Verification;

/// <summary>One presentation, decided twice with a memory of what was good.</summary>
public sealed class GoodSignaturesTests
{
    [Theory]
    [InlineData(SignatureAlgorithm.ES256)]
    [InlineData(SignatureAlgorithm.SM2)]
    public void Decides_the_same_again_and_notes_each_signature_once(SignatureAlgorithm algorithm)
    {
        var scene = new Scene(algorithm);
        var (verifier, known) = (scene.Verifier(), new GoodSignatures());
        var request = scene.Ask(scene.Present()) with { Known = known };
        var first = verifier.Verify(request);
        Assert.Equal((Outcome.Accepted, 2), (first.Outcome, known.Count));
        Assert.Equal(first.ToJson(), verifier.Verify(request).ToJson());
        Assert.Equal(2, known.Count);
    }

    [Fact]
    public void Decides_changed_bytes_as_without_a_memory()
    {
        var scene = new Scene();
        var (verifier, known, honest) = (scene.Verifier(), new GoodSignatures(), scene.Present());
        Assert.Equal(Outcome.Accepted, verifier.Verify(scene.Ask(honest) with { Known = known }).Outcome);
        var refused = 0;
        for (var at = honest.Length - 1; at >= 0; at -= 61) // From within the device's signature to the front.
        {
            var changed = honest.ToArray();
            changed[at] ^= 1;
            var verdict = verifier.Verify(scene.Ask(changed));
            Assert.Equal(verdict.ToJson(), verifier.Verify(scene.Ask(changed) with { Known = known }).ToJson());
            refused += verdict.Outcome == Outcome.Refused ? 1 : 0;
        }
        Assert.True(refused > 10, $"{refused}");
    }

    [Fact]
    public void Rejects_another_transcript_and_another_verifiers_issuer_as_without_a_memory()
    {
        var scene = new Scene();
        var (known, honest) = (new GoodSignatures(), scene.Present());
        Assert.Equal(Outcome.Accepted, scene.Verifier().Verify(scene.Ask(honest) with { Known = known }).Outcome);
        byte[] other = [.. Scene.Transcript];
        other[^1] ^= 1;
        Assert.Equal(Reason.DeviceSignatureInvalid, scene.Verifier().Verify(scene.Ask(honest) with { Known = known, SessionTranscript = other }).Reason);
        Assert.Contains(new Scene().Verifier().Verify(scene.Ask(honest) with { Known = known }).Reasons, finding => finding.Reason is Reason.UnknownIssuer or Reason.CertificateSignatureInvalid);
    }

    [Fact]
    public void Rejects_the_same_bytes_by_another_key()
    {
        var (one, other, known) = (SoftwareSigner.Create(SignatureAlgorithm.ES256), SoftwareSigner.Create(SignatureAlgorithm.ES256), new GoodSignatures());
        var message = CoseSign1.Parse(CoseSign1.Sign(one, new CoseHeaders(), "content"u8)).Value;
        Assert.True(message.VerifyOnce(one.PublicKey, known));
        Assert.False(message.VerifyOnce(other.PublicKey, known));
        Assert.True(message.VerifyOnce(one.PublicKey, known));
        Assert.Equal(1, known.Count);
    }
}
