using System.Collections.Immutable;
using TrustList.Format.Registry;
using TrustList.Format.Status;
using TrustList.Format.Verification;

namespace TrustList.Testing.Forgery;

/// <summary>Licences whose status forbids them or cannot be known (7xx).</summary>
internal static class StatusForgeries
{
    public static ImmutableArray<ForgedCase> Cases { get; } =
    [
        new("no status reference", Reason.StatusReferenceMissing, scene => scene.Issue = scene.Issue with { StatusUri = null }),
        new("another region's list", Reason.StatusReferenceForeign, scene => scene.Issue = scene.Issue with { StatusUri = scene.Acceptor.Node!.StatusBase + "0" }),
        new("a list that nobody has", Reason.StatusListMissing, scene => scene.StatusAt = null),
        new("an index beyond the list", Reason.StatusIndexUnknown, scene => scene.Issue = scene.Issue with { StatusIndex = 1_024 }),
        new("a list of last month", Reason.StatusTooOld, scene => Aged(scene, TimeSpan.FromDays(1), TimeSpan.FromDays(2), TimeSpan.FromDays(3))),
        new("a list past its expiry", Reason.StatusListExpired, scene =>
        {
            // The list lives seven days from its signing: fresh enough for the policy, but past its own word.
            scene.StatusAt = Scene.Shown.AddDays(-8);
            scene.SyncedAt = Scene.Shown.AddDays(-7).AddMinutes(-1);
            Longer(scene);
        }) { Besides = [Reason.TrustStateExpired] },
        new("a list from after the verdict's instant", Reason.StatusFromFuture, scene =>
        {
            scene.SyncedAt = Scene.Shown.AddHours(2);
            scene.StatusAt = Scene.Shown.AddHours(1);
        }) { Besides = [Reason.ClockImplausible] },
        new("a list that should be newer", Reason.StatusStale, scene => Aged(scene, TimeSpan.FromHours(1), TimeSpan.FromDays(1), TimeSpan.FromDays(7))),
        new("revoked", Reason.Revoked, scene => scene.Status = StatusValue.Invalid),
        new("a reserved status", Reason.Revoked, scene => scene.Status = (StatusValue)0x7),
        new("seized", Reason.Suspended, scene => scene.Status = StatusValue.Suspended),
        new("over its points", Reason.Restricted, scene => scene.Status = StatusValue.Restricted),
        new("renewed since", Reason.Superseded, scene => scene.Status = StatusValue.Superseded),
        new("moved away", Reason.Transferred, scene => scene.Status = StatusValue.Transferred),
        new("no live answer", Reason.LiveUnavailable, scene => scene.Question = request => request with { LiveFault = "the home region did not answer" }),
        new("a live answer about another licence", Reason.LiveMismatch, scene => scene.Question = request => request with
        {
            Live = SampleLive.Answer(scene.Home, scene.StatusUri, Scene.StatusIndex + 1, StatusValue.Valid, "A", Scene.Shown),
        }),
        new("a stapled statement about another licence", Reason.StapleMismatch, scene => scene.Question = request => request with
        {
            Staple = SampleLive.Sign(
                scene.Home, new LiveStatusQuestion(scene.Home.Code, scene.StatusUri, Scene.StatusIndex, new byte[32]), StatusValue.Valid, "A", Scene.Shown),
        }),
        new("the transfer proof of another licence", Reason.TransferUnproven, scene =>
        {
            var transfer = SceneTransfer.In(scene);
            transfer.Record = transfer.Record with { Entry = Scene.StatusIndex + 1 };
        }) { Besides = [Reason.Transferred] },
        new("a head that is kept out of the log", Reason.StatusUnproven, scene =>
        {
            scene.Policy = scene.Policy with { Log = new SimulatedLog(scene.Home.Code, scene.Acceptor.Code).Policy };
            scene.Source = new FixedStatus(new StatusEntry(StatusValue.Valid, Scene.Shown.AddMinutes(-6), 7, Witnessed: true)
            {
                KeyId = scene.Home.StatusKey.PublicKey.Thumbprint,
                Epoch = 1_000,
                UnprovenSince = Scene.Shown.AddMinutes(-6),
            });
        }),
    ];

    private static void Aged(Scene scene, TimeSpan fresh, TimeSpan warn, TimeSpan refuse)
    {
        scene.StatusAt = Scene.Shown.AddDays(-5);
        scene.Policy = scene.Policy with { Freshness = scene.Policy.Freshness.SetItem(Purpose.Roadside, new FreshnessTier(fresh, warn, refuse)) };
    }

    private static void Longer(Scene scene) => scene.Policy = scene.Policy with
    {
        Freshness = scene.Policy.Freshness.SetItem(Purpose.Roadside, new FreshnessTier(TimeSpan.FromDays(20), TimeSpan.FromDays(30), TimeSpan.FromDays(40))),
    };
}
