using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Testing;
using static TrustList.Format.Tests.Registry.RegistrySamples;

namespace TrustList.Format.Tests.Registry;

public sealed class IssuersSuccessionTests
{
    private static readonly IssuersDocument Before = WithSigner(Shanghai.Issuers, signer => signer with
    {
        DistrustAfter = Start.AddDays(4),
        History = signer.History.And(KeyState.Compromised, Start.AddDays(5)),
    });

    [Fact]
    public void Accepts_the_same_again_and_further_history()
    {
        Assert.Null(Before.CheckSuccessor(Before));
        Assert.Null(Before.CheckSuccessor(Shanghai.Issuers));
    }

    [Fact]
    public void Accepts_narrower_dates_and_document_types()
    {
        Assert.Null(WithSigner(Shanghai.Issuers, signer => signer with
        {
            SignFrom = signer.SignFrom.AddDays(1),
            SignUntil = signer.SignUntil.AddDays(-1),
            VerifyUntil = signer.VerifyUntil.AddDays(-1),
        }).CheckSuccessor(Shanghai.Issuers));
        var wide = WithSigner(Shanghai.Issuers, signer => signer with { DocTypes = [.. signer.DocTypes, "other"] });
        Assert.Null(Shanghai.Issuers.CheckSuccessor(wide));
        AssertLoosened(wide, Shanghai.Issuers);
    }

    [Fact]
    public void Rejects_a_dropped_certificate_or_status_key()
    {
        Assert.Equal(RegistryFault.RecordDropped, (Before with { Certificates = Before.Certificates.RemoveAt(1) }).CheckSuccessor(Before)!.Fault);
        Assert.Equal(RegistryFault.RecordDropped, (Before with { StatusKeys = [] }).CheckSuccessor(Before)!.Fault);
    }

    [Fact]
    public void Rejects_a_compromise_taken_back() => Assert.Equal(
        RegistryFault.HistoryRewritten, Shanghai.Issuers.CheckSuccessor(Before)!.Fault);

    [Fact]
    public void Rejects_a_changed_reason_in_the_history() => Assert.Equal(
        RegistryFault.HistoryRewritten,
        WithSigner(Before, signer => signer with { History = signer.History.SetItem(1, signer.History[1] with { Reason = "Nothing happened" }) })
            .CheckSuccessor(Before)!.Fault);

    [Fact]
    public void Rejects_every_loosening()
    {
        AssertLoosened(WithSigner(Before, signer => signer with { DistrustAfter = signer.DistrustAfter!.Value.AddSeconds(1) }), Before);
        AssertLoosened(WithSigner(Before, signer => signer with { DistrustAfter = null }), Before);
        AssertLoosened(WithSigner(Before, signer => signer with { SignFrom = signer.SignFrom.AddSeconds(-1) }), Before);
        AssertLoosened(WithSigner(Before, signer => signer with { SignUntil = signer.SignUntil.AddSeconds(1) }), Before);
        AssertLoosened(WithSigner(Before, signer => signer with { VerifyUntil = signer.VerifyUntil.AddSeconds(1) }), Before);
        AssertLoosened(WithSigner(Before, signer => signer with { NotAfter = signer.NotAfter.AddSeconds(-1) }), Before);
        AssertLoosened(WithSigner(Before, signer => signer with { PublishedAt = signer.PublishedAt.AddSeconds(-1) }), Before);
        AssertLoosened(WithSigner(Before, signer => signer with { Alg = "SM2" }), Before);
        AssertLoosened(WithSigner(Before, signer => signer with { Role = CertificateRole.Iaca }), Before);
        AssertLoosened(Before with { StatusKeys = [Before.StatusKeys[0] with { ValidUntil = Before.StatusKeys[0].ValidUntil.AddDays(1) }] }, Before);
        AssertLoosened(Before with { StatusKeys = [Before.StatusKeys[0] with { Spki = Jiangsu.StatusKey.PublicKey.SubjectPublicKeyInfo }] }, Before);
    }

    [Fact]
    public void Rejects_another_regions_document() => Assert.Equal(
        RegistryFault.WrongRegion, Jiangsu.Issuers.CheckSuccessor(Shanghai.Issuers)!.Fault);

    [Fact]
    public void Rejects_a_new_key_known_for_less_than_48_hours_where_the_instant_of_admission_is_given()
    {
        var key = SoftwareSigner.Create(SignatureAlgorithm.ES256).PublicKey;
        IssuersDocument With(DateTimeOffset published, DateTimeOffset signFrom) => Shanghai.Issuers with
        {
            StatusKeys = Shanghai.Issuers.StatusKeys.Add(RegionSimulator.StatusRecord(key, published, signFrom, signFrom.AddDays(90))),
        };
        var admitted = Start.AddDays(10);
        Assert.Null(With(admitted, admitted.AddHours(48)).CheckSuccessor(Shanghai.Issuers, admitted));
        Assert.Equal(RegistryFault.NoticeTooShort, With(admitted, admitted.AddHours(47)).CheckSuccessor(Shanghai.Issuers, admitted)!.Fault);
        // A date of publication is the region's claim: backdating it gains nothing.
        Assert.Equal(RegistryFault.NoticeTooShort, With(admitted.AddDays(-5), admitted.AddHours(1)).CheckSuccessor(Shanghai.Issuers, admitted)!.Fault);
        Assert.Equal(RegistryFault.NoticeTooShort, With(admitted.AddDays(5), admitted.AddDays(6)).CheckSuccessor(Shanghai.Issuers, admitted)!.Fault);
        // A client knows no instant of admission: the region's own date must do.
        Assert.Equal(RegistryFault.NoticeTooShort, With(admitted, admitted.AddHours(1)).CheckSuccessor(Shanghai.Issuers)!.Fault);
        Assert.Null(With(admitted.AddDays(-5), admitted.AddHours(1)).CheckSuccessor(Shanghai.Issuers));
    }

    [Fact]
    public void Accepts_a_new_key_at_once_where_one_of_its_kind_is_lost_and_the_reason_is_given()
    {
        var admitted = Start.AddDays(6);
        var (_, certificate) = Shanghai.NewDocumentSigner(Start, 400);
        IssuersDocument With(IssuersDocument document, WrittenReason? reason) => document with
        {
            Certificates = document.Certificates.Add(RegionSimulator.CertificateRecord(
                certificate, CertificateRole.DocumentSigner, admitted, admitted, admitted.AddDays(60), admitted.AddDays(200), admitted.AddDays(200)) with { ShortNotice = reason }),
        };
        var reason = new WrittenReason("唯一的签发密钥已泄露", "The only signing key has leaked");
        var signer = RegionSimulator.ThumbprintOf(Shanghai.SignerCertificate);

        Assert.Null(With(Before, reason).CheckSuccessor(Shanghai.Issuers, admitted));
        Assert.Null(With(Before, reason).CheckSuccessor(Shanghai.Issuers));
        Assert.Null(With(Shanghai.Issuers, reason).CheckSuccessor(Shanghai.Issuers, admitted, key => key == signer));
        Assert.Single(With(Before, reason).AddedOnShortNotice(Shanghai.Issuers), RegionSimulator.ThumbprintOf(certificate));

        AssertTooShort(With(Before, null).CheckSuccessor(Shanghai.Issuers, admitted));
        AssertTooShort(With(Shanghai.Issuers, reason).CheckSuccessor(Shanghai.Issuers, admitted));
        AssertTooShort(With(Shanghai.Issuers, reason).CheckSuccessor(Shanghai.Issuers, admitted, key => key == Shanghai.StatusKey.PublicKey.Thumbprint));
        // A compromise announced for later is none yet.
        var later = WithSigner(Shanghai.Issuers, old => old with
        {
            DistrustAfter = admitted, History = old.History.And(KeyState.Compromised, admitted.AddDays(1)),
        });
        AssertTooShort(With(later, reason).CheckSuccessor(Shanghai.Issuers, admitted));
        Assert.True(IssuersDocument.Read(With(Before, reason).Write()).Ok);
        AssertLoosened(With(Before, reason), With(Before, reason with { En = "Another reason" }));
    }

    private static void AssertTooShort(RegistryRefusal? refusal) => Assert.Equal(RegistryFault.NoticeTooShort, refusal?.Fault);

    private static void AssertLoosened(IssuersDocument after, IssuersDocument before) =>
        Assert.Equal(RegistryFault.RecordLoosened, after.CheckSuccessor(before)?.Fault);
}
