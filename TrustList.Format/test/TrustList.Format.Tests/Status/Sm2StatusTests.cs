using TrustList.Format.Signing;
using TrustList.Format.Status;

namespace TrustList.Format.Tests.Status;

/// <summary>Status tokens and live answers of a region that signs with SM2 (SPEC.md §3.3, §3.4).</summary>
public sealed class Sm2StatusTests
{
    private static readonly SoftwareSigner Signer = SoftwareSigner.Create(SignatureAlgorithm.SM2);

    [Fact]
    public void Accepts_lists_in_both_forms_and_live_answers()
    {
        Assert.Equal(Samples.Claims, VerifiedStatusList.Verify(Samples.Cwt(signer: Signer), Samples.Uri, Key, Samples.Now).Value.Claims);
        var jwt = StatusListToken.ToJwt(Samples.List, Samples.Claims, Signer, Samples.KeyId);
        Assert.Equal(Samples.Claims, VerifiedStatusList.VerifyJwt(jwt, Samples.Uri, Key, Samples.Now).Value.Claims);
        var answer = LiveAssertion.Sign(Samples.Answer, Signer, Samples.KeyId);
        Assert.True(LiveAssertion.Verify(answer, Samples.Question, Key, Samples.Now).Ok);
    }

    [Fact]
    public void Rejects_a_signature_of_the_other_suite_under_the_keys_name()
    {
        Assert.Equal(StatusFault.BadSignature, VerifiedStatusList.Verify(Samples.Cwt(), Samples.Uri, Key, Samples.Now).Fault);
        Assert.Equal(StatusFault.BadSignature, VerifiedStatusList.Verify(Samples.Cwt(signer: Signer), Samples.Uri, Samples.StatusKey, Samples.Now).Fault);
        var answer = LiveAssertion.Sign(Samples.Answer, Samples.Signer, Samples.KeyId);
        Assert.Equal(StatusFault.BadSignature, LiveAssertion.Verify(answer, Samples.Question, Key, Samples.Now).Fault);
    }

    private static PublicKey? Key(string keyId) => keyId == Samples.KeyId ? Signer.PublicKey : null;
}
