using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Testing;
using static TrustList.Format.Tests.Registry.RegistrySamples;

namespace TrustList.Format.Tests.Registry;

public sealed class IssuersDocumentTests
{
    private static readonly IssuersDocument Sample = Shanghai.Issuers;

    [Fact]
    public void Accepts_what_it_wrote_byte_for_byte()
    {
        var document = WithSigner(Sample, signer => signer with
        {
            DistrustAfter = Start.AddDays(4),
            History = signer.History.And(KeyState.Compromised, Start.AddDays(5)),
        });
        var bytes = document.Write();
        var read = IssuersDocument.Read(bytes);
        Assert.True(read.Ok, read.Detail);
        Assert.Equal(bytes, read.Value.Write());
        Assert.Equal(Start.AddDays(4), read.Value.Certificates[1].DistrustAfter);
        Assert.Equal(Sample.StatusKeys[0].KeyId, read.Value.StatusKeys[0].KeyId);
    }

    [Fact]
    public void Rejects_a_certificate_under_another_thumbprint() => AssertRefused(
        RegistryFault.BadKeyMaterial, WithSigner(Sample, signer => signer with { Thumbprint = new string('a', 64) }));

    [Fact]
    public void Rejects_what_is_no_certificate()
    {
        byte[] junk = [1, 2, 3];
        AssertRefused(RegistryFault.BadKeyMaterial, WithSigner(Sample, signer => signer with { Der = junk, Thumbprint = RegionSimulator.ThumbprintOf(junk) }));
    }

    [Fact]
    public void Rejects_bytes_after_a_certificate()
    {
        byte[] longer = [.. Shanghai.SignerCertificate, 0];
        AssertRefused(RegistryFault.BadKeyMaterial, WithSigner(Sample, signer => signer with { Der = longer, Thumbprint = RegionSimulator.ThumbprintOf(longer) }));
    }

    [Fact]
    public void Rejects_dates_beyond_the_certificates_own() => AssertRefused(
        RegistryFault.DatesOutOfOrder, WithSigner(Sample, signer => signer with { NotAfter = signer.NotAfter.AddDays(30) }));

    [Fact]
    public void Rejects_signing_before_the_certificate_begins() => AssertRefused(
        RegistryFault.DatesOutOfOrder,
        WithSigner(Sample, signer => signer with
        {
            PublishedAt = Start.AddDays(-30),
            SignFrom = Start.AddDays(-30),
            History = [new(KeyState.Pending, Start.AddDays(-30), "Published")],
        }));

    [Fact]
    public void Rejects_verifying_after_the_end_of_the_certificate() => AssertRefused(
        RegistryFault.DatesOutOfOrder, WithSigner(Sample, signer => signer with { NotAfter = signer.VerifyUntil.AddSeconds(-1) }));

    [Fact]
    public void Rejects_a_compromise_without_distrust_and_distrust_without_a_compromise()
    {
        AssertRefused(RegistryFault.DistrustWithoutCompromise, WithSigner(Sample, signer => signer with { DistrustAfter = Start.AddDays(1) }));
        AssertRefused(RegistryFault.DistrustWithoutCompromise, WithSigner(Sample, signer => signer with
        {
            History = signer.History.And(KeyState.Compromised, Start.AddDays(1)),
        }));
    }

    [Fact]
    public void Rejects_a_distrust_that_begins_after_the_loss_was_declared() => AssertRefused(
        RegistryFault.DatesOutOfOrder, WithSigner(Sample, signer => signer with
        {
            DistrustAfter = Start.AddDays(1).AddSeconds(1),
            History = signer.History.And(KeyState.Compromised, Start.AddDays(1)),
        }));

    [Fact]
    public void Rejects_one_record_twice()
    {
        AssertRefused(RegistryFault.DuplicateRecord, Sample with { Certificates = Sample.Certificates.Add(Sample.Certificates[0]) });
        AssertRefused(RegistryFault.DuplicateRecord, Sample with { StatusKeys = Sample.StatusKeys.Add(Sample.StatusKeys[0]) });
    }

    [Fact]
    public void Rejects_a_status_key_that_is_none() => AssertRefused(
        RegistryFault.BadKeyMaterial, Sample with { StatusKeys = [Sample.StatusKeys[0] with { Spki = new byte[] { 9 } }] });

    [Fact]
    public void Counts_all_where_the_registry_allows_all() => Assert.Empty(Sample.CheckAgainst(Shanghai.Record, SamplePolicies.Policy));

    [Fact]
    public void Counts_nothing_that_the_registry_does_not_allow()
    {
        AssertOne(RegistryFault.IacaNotPinned, Sample.CheckAgainst(Shanghai.Record with { IacaThumbprints = Jiangsu.Record.IacaThumbprints }));
        AssertOne(RegistryFault.SigningLifeTooLong, Sample.CheckAgainst(Shanghai.Record with { SigningKeyDays = 89 }));
        AssertOne(RegistryFault.WrongRegion, Sample.CheckAgainst(Jiangsu.Record));
        Assert.All(Sample.CheckAgainst(Shanghai.Record with { DocTypes = ["other"] }), refusal => Assert.Equal(RegistryFault.DocTypeNotAllowed, refusal.Fault));
        Assert.All(Sample.CheckAgainst(Shanghai.Record, SamplePolicies.Policy with { Algorithms = [nameof(SignatureAlgorithm.Ed25519)] }),
            refusal => Assert.Equal(RegistryFault.AlgorithmNotAllowed, refusal.Fault));
    }

    [Fact]
    public void Survives_mutated_bytes() => Mutations.Of(Sample.Write(), 7, 2_000, mutant =>
    {
        if (IssuersDocument.Read(mutant) is { Ok: true } read)
            Assert.Null(read.Value.Check());
    });

    private static void AssertOne(RegistryFault fault, IEnumerable<RegistryRefusal> refusals) => Assert.Equal(fault, Assert.Single(refusals).Fault);

    private static void AssertRefused(RegistryFault fault, IssuersDocument document)
    {
        Assert.Equal(fault, document.Check()?.Fault);
        Assert.False(IssuersDocument.Read(document.Write()).Ok);
    }
}
