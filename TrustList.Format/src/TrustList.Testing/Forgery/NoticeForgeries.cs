using System.Collections.Immutable;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Format.Verification;

namespace TrustList.Testing.Forgery;

/// <summary>Licences that an emergency notice takes out of trust, notices that are not to be had, and a wrong clock (5xx).</summary>
internal static class NoticeForgeries
{
    private static readonly DateTimeOffset Issued = Scene.Shown.AddHours(-2);

    public static ImmutableArray<ForgedCase> Cases { get; } =
    [
        new("a region under notice", Reason.RegionUnderNotice, scene => Publish(scene, SampleNotices.OfRegion("310000", Issued, 1)))
        {
            Besides = [Reason.StatusListMissing],
        },
        new("signed after its key's notice says that the theft began", Reason.SignerCompromised, scene =>
            Publish(scene, OfSigner(scene, Scene.Shown.AddDays(-20)))),
        new("signed, by its own word, before the distrust of a notice", Reason.IssuanceUnproven, scene =>
            Publish(scene, OfSigner(scene, Scene.Shown.AddDays(-5)))),
        new("an anchor under notice", Reason.AnchorNotTrusted, scene =>
            Publish(scene, SampleNotices.OfKey("310000", RegionSimulator.ThumbprintOf(scene.Home.Iaca), Issued, 1))),
        new("a status list whose key is under notice", Reason.StatusListMissing, scene =>
            Publish(scene, SampleNotices.OfKey("310000", scene.Home.StatusKey.PublicKey.Thumbprint, Issued, 1))),
        new("duty officers whose notices are not to be had", Reason.NoticesStale, scene => Publish(scene)),
        new("a clock that fell back by a day after the sync", Reason.ClockImplausible, scene =>
            scene.Question = request => request with { Now = Scene.Shown.AddDays(-1) }) { Besides = [Reason.StatusFromFuture] },
        new("a clock that jumped ahead by a day after the sync", Reason.TrustStateExpired, scene =>
            scene.Question = request => request with { Now = Scene.Shown.AddDays(1) }),
    ];

    private static EmergencyNotice OfSigner(Scene scene, DateTimeOffset distrustAfter) =>
        SampleNotices.OfKey("310000", RegionSimulator.ThumbprintOf(scene.Certificate), Issued, 1, distrustAfter);

    private static void Publish(Scene scene, params EmergencyNotice[] notices) => scene.Repository = repository =>
    {
        repository.DutyOfficers = [TestKeys.Create(SignatureAlgorithm.ES256)];
        repository.Notices = notices.Length == 0 ? null : SampleNotices.Document(notices);
    };
}
