using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Testing;
using TrustList.Testing.Forgery;

namespace Conformance.Areas;

/// <summary>A duty officer's notice, and what can end it: a decision in policy, or its time together with newer targets. Nothing else.</summary>
internal static class NoticeCases
{
    private const string Region = "310000";
    private const string Id = "notice-1";
    private const string Elsewhere = "notices/taken/of-another-key";
    private const string Lifted = "notices/ended/lifted";
    private const string Lapsed = "notices/ended/lapsed";

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } =
    [
        Case(Elsewhere, "A notice on a key that signed nothing here", null, run => TakenAsync(run, Spare)),
        Case("notices/taken/of-the-region", "A notice on the region, in a later list", Elsewhere, run => TakenAsync(run, OfRegion, "RegionUnderNotice", "StatusListMissing")),
        Case("notices/taken/of-the-signer", "A notice on the signer's certificate", Elsewhere,
            run => TakenAsync(run, story => OfKey(story, RegionSimulator.ThumbprintOf(story.Scene.Certificate)), "SignerCompromised", "IssuanceUnproven")),
        Case("notices/taken/of-the-anchor", "A notice on the region's anchor", Elsewhere,
            run => TakenAsync(run, story => OfKey(story, RegionSimulator.ThumbprintOf(story.Scene.Home.Iaca)), "AnchorNotTrusted", "UnknownIssuer", "SignerNotListed")),
        Case("notices/taken/of-the-status-key", "A notice on the key of the status list at hand", Elsewhere,
            run => TakenAsync(run, story => OfKey(story, story.Scene.Home.StatusKey.PublicKey.Thumbprint), "StatusListMissing")),
        Case("notices/taken/by-the-second-officer", "A notice by another duty officer: any one reaches the threshold", Elsewhere,
            run => TakenAsync(run, OfRegion, officer: 1, reasons: ["RegionUnderNotice", "StatusListMissing"])),
        Case("notices/taken/after-restart", "A notice is known after a restart, whatever the hub serves", Elsewhere,
            run => TakenAsync(run, OfRegion, restart: true, reasons: ["RegionUnderNotice", "StatusListMissing"])),
        Case(Lifted, "Policy lifts a notice", null, run => EndedAsync(run, TimeSpan.FromHours(1), (story, decide) => decide(NoticeOutcome.Lifted, story.Now), ends: true)),
        Case("notices/ended/lifted-after-restart", "Policy lifts a notice after a restart, and the status list is the same as before it", null,
            run => EndedAsync(run, TimeSpan.FromHours(1), (story, decide) => decide(NoticeOutcome.Lifted, story.Now), ends: true, restart: true)),
        Case("notices/ended/lifted-from-tomorrow", "Policy lifts a notice from the day after", Lifted,
            run => EndedAsync(run, TimeSpan.FromHours(1), (story, decide) => decide(NoticeOutcome.Lifted, story.Now.AddDays(1)), ends: false)),
        Case("notices/ended/another-lifted", "Policy lifts another notice", Lifted, run => EndedAsync(run, TimeSpan.FromHours(1), (story, _) => Decide(story, "notice-2", NoticeOutcome.Lifted, story.Now), ends: false)),
        Case("notices/ended/only-ratified", "Policy ratifies a notice", Lifted, run => EndedAsync(run, TimeSpan.FromHours(1), (story, decide) => decide(NoticeOutcome.Ratified, story.Now), ends: false)),
        Case(Lapsed, "A notice lapses after 72 hours where newer targets are held", null, run => EndedAsync(run, TimeSpan.FromHours(72), (_, _) => { }, ends: true)),
        Case("notices/ended/a-second-early", "A second before its 72 hours it is in force", Lapsed, run => EndedAsync(run, TimeSpan.FromHours(72) - TimeSpan.FromSeconds(1), (_, _) => { }, ends: false)),
        Case("notices/ended/without-newer-targets", "After 72 hours, with the targets of its issue: it is in force", Lapsed,
            run => EndedAsync(run, TimeSpan.FromHours(72), (_, _) => { }, ends: false, sameTargets: true)),
        Case("notices/ended/ratified-does-not-lapse", "A ratified notice does not lapse", Lapsed, run => EndedAsync(run, TimeSpan.FromHours(72), (story, decide) => decide(NoticeOutcome.Ratified, story.Now.AddHours(-1)), ends: false)),
    ];

    /// <summary>Two duty officers, and no notice yet.</summary>
    public static void WithOfficers(Scene scene) => scene.Repository = repository =>
    {
        repository.DutyOfficers = [TestKeys.Create(SignatureAlgorithm.ES256), TestKeys.Create(SignatureAlgorithm.ES256)];
        repository.Notices = NoticesDocument.Empty;
    };

    /// <summary>A notice on the licence's region, issued now.</summary>
    public static EmergencyNotice OfRegion(Story story) => SampleNotices.OfRegion(Region, story.Now, story.Repository.TargetsVersion, Id);

    private static EmergencyNotice OfKey(Story story, string key) => SampleNotices.OfKey(Region, key, story.Now, story.Repository.TargetsVersion, story.Now.AddDays(-20), Id);

    private static EmergencyNotice Spare(Story story) =>
        SampleNotices.OfKey("320000", RegionSimulator.ThumbprintOf(story.Scene.Acceptor.SignerCertificate), story.Now, story.Repository.TargetsVersion, id: Id);

    private static ConformanceCase Case(string id, string title, string? twin, Func<CaseRun, Task> play) => new()
    {
        Id = id,
        Title = title,
        Requirements = ["SPEC 5.10"],
        Severity = Severity.Critical,
        Features = id.EndsWith("restart", StringComparison.Ordinal) ? [Feature.TrustList, Feature.Licences, Feature.Restart] : [Feature.TrustList, Feature.Licences],
        Twin = twin,
        Play = play,
    };

    private static Task TakenAsync(CaseRun run, Func<Story, EmergencyNotice> notice, params string[] reasons) => TakenAsync(run, notice, 0, false, reasons);

    private static async Task TakenAsync(CaseRun run, Func<Story, EmergencyNotice> notice, int officer = 0, bool restart = false, string[]? reasons = null)
    {
        var story = await Story.TrustedAsync(run, WithOfficers);
        story.PublishUrgently(TimeSpan.FromMinutes(1), repository =>
        {
            repository.Notices = SampleNotices.Document(notice(story));
            repository.SignWith = (role, signers) => role == "emergency" ? [repository.DutyOfficers[officer]] : signers;
        });
        await story.SyncedAsync();
        if (restart)
            await run.RestartAsync();
        await (reasons is { Length: > 0 } ? story.RefusedAsync(reasons) : story.AcceptedAsync());
    }

    private static async Task EndedAsync(CaseRun run, TimeSpan later, Action<Story, Action<NoticeOutcome, DateTimeOffset>> decide, bool ends, bool sameTargets = false, bool restart = false)
    {
        var story = await Story.TrustedAsync(run, WithOfficers);
        story.PublishUrgently(TimeSpan.FromMinutes(1), repository => repository.Notices = SampleNotices.Document(OfRegion(story)));
        await story.SyncedAsync();
        await story.RefusedAsync("RegionUnderNotice", "StatusListMissing");
        if (sameTargets)
            story.PublishUrgently(later, _ => { });
        else
            story.Publish(later, _ => decide(story, (outcome, at) => Decide(story, Id, outcome, at)));
        if (restart)
            await run.RestartAsync();
        else
            story.PutStatus(2, TrustList.Format.Status.StatusValue.Valid, story.Now);
        await story.SyncedAsync();
        await (ends ? story.AcceptedAsync() : story.RefusedAsync("RegionUnderNotice", "StatusListMissing"));
    }

    private static void Decide(Story story, string id, NoticeOutcome outcome, DateTimeOffset at) => story.Repository.Policy = story.Repository.Policy with
    {
        NoticeDecisions = story.Repository.Policy.NoticeDecisions.Add(SampleNotices.Decide(id, outcome, at)),
    };
}
