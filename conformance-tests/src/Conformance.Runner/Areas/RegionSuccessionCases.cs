using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Registry;
using TrustList.Format.Status;
using TrustList.Testing;
using TrustList.Testing.Forgery;

namespace Conformance.Areas;

/// <summary>
/// A region's second <c>issuers.json</c>, which says of a spare key what the first did not. A version that may not follow leaves the
/// region out, so that a licence is refused whose own key nobody touched; the first version again brings it back.
/// </summary>
internal static class RegionSuccessionCases
{
    private const string Area = "region/succession/", AsBefore = Area + "as-before", LostAsBefore = Area + "lost-as-before", AfterGap = Area + "after-a-version-that-was-missing", AfterRestart = Area + "after-a-restart", InTime = Area + "new-certificate-in-time", StatusInTime = Area + "new-status-key-in-time", ForALoss = Area + "new-certificate-at-once-for-a-loss";
    private static readonly WrittenReason Why = new("测试", "By the test");
    private static readonly string[] LeftOut = ["RegionWithoutDocuments", "UnknownIssuer", "StatusListMissing"];
    private static readonly DateTimeOffset Published = Scene.Shown.AddDays(-1);

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } = [.. Followers(), .. Certificates(), .. StatusKeys(), .. Losses(), .. NewKeys(), .. Remembered()];

    private static IEnumerable<ConformanceCase> Followers()
    {
        yield return Good(AsBefore, "A second version that says the same", _ => { });
        yield return Good(Area + "narrowed", "A spare certificate may sign later and for less time", home => SpareKeys.Certificate(home, record => record with
        {
            SignFrom = record.SignFrom.AddDays(1), SignUntil = record.SignUntil.AddDays(-1), VerifyUntil = record.VerifyUntil.AddDays(-1),
        }));
        yield return Good(Area + "declared-active", "A spare certificate is declared active", home => SpareKeys.Certificate(home, record => record with { History = record.History.Add(new(KeyState.Active, Scene.Shown.AddDays(-10), "Test")) }));
        yield return Good(Area + "lost", "A spare certificate is declared lost", home => SpareKeys.Certificate(home, SpareKeys.Lose));
        yield return Good(LostAsBefore, "A second version that says the same of a certificate that was lost", _ => { }, lost: true);
        yield return Good(Area + "lost-earlier", "A lost certificate was lost earlier, and disowns more", home => SpareKeys.Certificate(home, record => record with
        {
            DistrustAfter = record.DistrustAfter!.Value.AddDays(-1), Disowned = record.Disowned.Add(Enumerable.Repeat((byte)2, 32).ToArray()),
        }), lost: true);
    }

    private static IEnumerable<ConformanceCase> Certificates()
    {
        yield return Bad("certificate-dropped", "It lists a spare certificate no more", home => home.Issuers = home.Issuers with { Certificates = home.Issuers.Certificates.RemoveAt(home.Issuers.Certificates.Length - 1) });
        yield return Bad("sign-from-earlier", "A spare certificate may sign a day earlier", Certificate(record => record with { SignFrom = record.SignFrom.AddDays(-1) }));
        yield return Bad("sign-until-later", "A spare certificate may sign a day longer", Certificate(record => record with { SignUntil = record.SignUntil.AddDays(1) }));
        yield return Bad("verify-until-later", "A spare certificate may be verified a second longer", Certificate(record => record with { VerifyUntil = record.VerifyUntil.AddSeconds(1) }));
        yield return Bad("not-after-changed", "Of a spare certificate notAfter changes", Certificate(record => record with { NotAfter = record.NotAfter.AddDays(-1) }));
        yield return Bad("published-earlier", "A spare certificate is said to have been published earlier", Certificate(record => record with { PublishedAt = record.PublishedAt.AddDays(-1) }));
        yield return Bad("another-document-type", "A spare certificate may sign another type too", Certificate(record => record with { DocTypes = record.DocTypes.Add("cn.test.vehicle.1") }));
        yield return Bad("short-notice-later", "A spare certificate did not have to wait, it is said now", Certificate(record => record with { ShortNotice = Why }));
        yield return Bad("history-reworded", "The reason of an entry of a spare certificate's history is another", Certificate(record => record with { History = record.History.SetItem(0, record.History[0] with { Reason = "Another" }) }));
        yield return Bad("history-moved", "An entry of a spare certificate's history has another date", Certificate(record => record with { History = record.History.SetItem(0, record.History[0] with { Since = record.History[0].Since.AddDays(1) }) }));
        yield return Bad("history-replaced", "The history of a spare certificate begins with another entry", Certificate(record => record with { History = [new(KeyState.Active, SpareKeys.SignFrom, "Test")] }));
    }

    private static IEnumerable<ConformanceCase> StatusKeys()
    {
        yield return Bad("status-key-dropped", "It lists a spare status key no more", home => home.Issuers = home.Issuers with { StatusKeys = home.Issuers.StatusKeys.RemoveAt(home.Issuers.StatusKeys.Length - 1) });
        yield return Bad("status-key-valid-longer", "A spare status key is valid a second longer", StatusKey(record => record with { ValidUntil = record.ValidUntil.AddSeconds(1) }));
        yield return Bad("status-key-signs-earlier", "A spare status key may sign a day earlier", StatusKey(record => record with { SignFrom = record.SignFrom.AddDays(-1) }));
        yield return Bad("status-key-replaced", "Under the name of a spare status key another key is listed", StatusKey(record => record with { Spki = TufWorld.NewKey().PublicKey.SubjectPublicKeyInfo }));
        yield return Bad("status-key-history-replaced", "The history of a spare status key begins with another entry", StatusKey(record => record with { History = [new(KeyState.Active, SpareKeys.SignFrom, "Test")] }));
    }

    private static IEnumerable<ConformanceCase> Losses()
    {
        yield return BadLost("loss-taken-back", "A certificate that was lost is so no more", record => record with { History = record.History[..^1], DistrustAfter = null, Disowned = [] });
        yield return BadLost("lost-later", "A lost certificate was lost a second later", record => record with { DistrustAfter = record.DistrustAfter!.Value.AddSeconds(1) });
        yield return BadLost("owned-again", "Of two leaves that were disowned it disowns one", record => record with { Disowned = record.Disowned[..1] });
        yield return BadLost("disowned-in-another-order", "The leaves that were disowned stand in another order", record => record with { Disowned = [.. record.Disowned.Reverse()] });
    }

    private static IEnumerable<ConformanceCase> NewKeys()
    {
        yield return Good(InTime, "A new certificate signs 48 hours after it was published", home => SpareKeys.AddSigner(home, Published, Published.AddHours(48)));
        yield return Bad("new-certificate-too-soon", "A new certificate signs a second sooner than that", home => SpareKeys.AddSigner(home, Published, Published.AddHours(48).AddSeconds(-1)), InTime);
        yield return Good(StatusInTime, "A new status key signs 48 hours after it was published", home => SpareKeys.AddStatusKey(home, Published, Published.AddHours(48)));
        yield return Bad("new-status-key-too-soon", "A new status key signs a second sooner than that", home => SpareKeys.AddStatusKey(home, Published, Published.AddHours(48).AddSeconds(-1)), StatusInTime);
        yield return Good(ForALoss, "A new certificate signs at once, and says why: another was lost", home => SpareKeys.AddSigner(home, Published, Published, Why), lost: true);
        yield return Bad("new-certificate-at-once", "The same, but none was lost", home => SpareKeys.AddSigner(home, Published, Published, Why), ForALoss);
        yield return Bad("new-certificate-at-once-without-a-word", "The same, but it does not say why", home => SpareKeys.AddSigner(home, Published, Published), ForALoss, lost: true);
    }

    private static IEnumerable<ConformanceCase> Remembered()
    {
        yield return Case(AfterGap, null, "After a list without the region's file the first version again", run => GapAsync(run, _ => { }));
        yield return Case(Area + "dropped-after-a-version-that-was-missing", AfterGap, "After a list without the region's file a version that lists a spare certificate no more", run => GapAsync(run, Drop, LeftOut));
        yield return Case(AfterRestart, null, "After a restart the same version in a new list", run => PlayAsync(run, _ => { }, lost: false, restart: true)) with { Features = [Feature.TrustList, Feature.Licences, Feature.Restart] };
        yield return Case(Area + "dropped-after-a-restart", AfterRestart, "After a restart a version that lists a spare certificate no more", run => PlayAsync(run, Drop, lost: false, restart: true, LeftOut)) with { Features = [Feature.TrustList, Feature.Licences, Feature.Restart] };
    }

    private static ConformanceCase Good(string id, string title, Action<RegionSimulator> change, bool lost = false) => Case(id, null, title, run => PlayAsync(run, change, lost, restart: false));

    private static ConformanceCase Bad(string name, string title, Action<RegionSimulator> change, string twin = AsBefore, bool lost = false) => Case(Area + name, twin, title, run => PlayAsync(run, change, lost, restart: false, LeftOut));

    private static ConformanceCase BadLost(string name, string title, Func<IssuerCertificate, IssuerCertificate> change) => Bad(name, title, Certificate(change), LostAsBefore, lost: true);

    private static ConformanceCase Case(string id, string? twin, string title, Func<CaseRun, Task> play) => new()
    {
        Id = id,
        Title = title,
        Requirements = ["SPEC 5.5", "SPEC 5.3", "SPEC 5.7"],
        Severity = Severity.Critical,
        Features = [Feature.TrustList, Feature.Licences],
        Twin = twin,
        Play = play,
    };

    private static Action<RegionSimulator> Certificate(Func<IssuerCertificate, IssuerCertificate> change) => home => SpareKeys.Certificate(home, change);

    private static Action<RegionSimulator> StatusKey(Func<StatusKey, StatusKey> change) => home => SpareKeys.StatusKey(home, change);

    private static void Drop(RegionSimulator home) => home.Issuers = home.Issuers with { Certificates = home.Issuers.Certificates.RemoveAt(home.Issuers.Certificates.Length - 1) };

    private static async Task PlayAsync(CaseRun run, Action<RegionSimulator> change, bool lost, bool restart, params string[] reasons)
    {
        var story = await Story.TrustedAsync(run, lost ? SpareKeys.AddLost : SpareKeys.Add);
        var first = story.Scene.Home.Issuers;
        if (restart)
            await run.RestartAsync();
        await FollowAsync(story, () => change(story.Scene.Home), reasons);
        if (reasons.Length > 0)
            await FollowAsync(story, () => story.Scene.Home.Issuers = first);
    }

    private static async Task GapAsync(CaseRun run, Action<RegionSimulator> change, params string[] reasons)
    {
        var story = await Story.TrustedAsync(run, SpareKeys.Add);
        story.Repository.Spoil = RegionDocumentCases.WithoutIssuers(story.Scene.Home.Code);
        await FollowAsync(story, () => { }, LeftOut);
        story.Repository.Spoil = null;
        await FollowAsync(story, () => change(story.Scene.Home), reasons);
    }

    /// <summary>Publishes, lets the verifier take the list, and asks about the licence.</summary>
    internal static async Task FollowAsync(Story story, Action change, params string[] reasons)
    {
        story.Publish(TimeSpan.FromHours(1), _ => change());
        story.PutStatus(story.Repository.Versions.Snapshot, StatusValue.Valid, story.Now);
        await story.SyncedAsync();
        await (reasons.Length > 0 ? story.RefusedAsync(reasons) : story.AcceptedAsync());
    }
}
