using TrustList.Format.Credentials;
using TrustList.Format.Verification;
using TrustList.Testing;

namespace TrustList.Format.Tests.Verification;

/// <summary>The DeviceResponse of ISO/IEC 18013-5 Annex D, made by the standard's authors.</summary>
public sealed class AnnexDTests
{
    private const string Response = "mdoc-annex-d/annexd_dr.cbor";

    // Annex D's own ephemeral reader key, published for tests.
    private const string ReaderScalar = "de3b4b9e5f72dd9b58406ae3091434da48a6f9fd010d88fcb0958e2cebec947c";

    [VectorFact(Response)]
    public void Accepts_the_response_with_the_readers_key_and_the_pinned_signer()
    {
        var verdict = Verify(request => request);

        Assert.Equal("", string.Join("; ", verdict.Reasons));
        Assert.Equal(Outcome.Accepted, verdict.Outcome);
        Assert.Contains(verdict.Warnings, warning => warning.Reason == Reason.SignerPinned);
        Assert.Equal("Doe", verdict.Disclosed[MdocNames.IsoNamespace]["family_name"].Text);
    }

    [VectorFact(Response)]
    public void Leaves_the_response_open_without_the_readers_key()
    {
        var verdict = Verify(request => request with { ReaderKey = null });

        Assert.Equal((Outcome.Undecided, Reason.MacKeyMissing), (verdict.Outcome, verdict.Reason!.Value));
    }

    [VectorFact(Response)]
    public void Rejects_the_response_with_another_readers_key()
    {
        var scalar = Convert.FromHexString(ReaderScalar);
        scalar[31] ^= 1;

        var verdict = Verify(request => request with { ReaderKey = ReaderKey.FromScalar(scalar).Value });

        Assert.Equal((Outcome.Refused, Reason.DeviceMacInvalid), (verdict.Outcome, verdict.Reason!.Value));
    }

    [VectorFact(Response)]
    public void Rejects_the_response_with_one_bit_changed_at_300_places()
    {
        var good = File.ReadAllBytes(RepositoryPaths.Vector(Response));
        var generator = new SeededGenerator(18013);
        for (var i = 0; i < 300; i++)
        {
            var bent = good.ToArray();
            var at = generator.Next(bent.Length);
            bent[at] ^= (byte)(1 << generator.Next(8));

            var verdict = Verify(request => request with { DeviceResponse = bent });

            Assert.True(verdict.Outcome != Outcome.Accepted, $"byte {at} changed and accepted");
        }
    }

    private static Verdict Verify(Func<VerificationRequest, VerificationRequest> change) =>
        CredentialVerifier.ForAnchors([File.ReadAllBytes(RepositoryPaths.Vector("mdoc-annex-d/annexd_ds.der"))]).Verify(change(new()
        {
            DeviceResponse = File.ReadAllBytes(RepositoryPaths.Vector(Response)),
            SessionTranscript = File.ReadAllBytes(RepositoryPaths.Vector("mdoc-annex-d/annexd_st.cbor")),
            ReaderKey = ReaderKey.FromScalar(Convert.FromHexString(ReaderScalar)).Value,
            Now = new DateTimeOffset(2020, 10, 15, 0, 0, 0, TimeSpan.Zero),
        }));
}
