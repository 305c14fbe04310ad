using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Testing;

namespace Conformance.Areas;

/// <summary>
/// Versions of <c>emergency/notices.json</c>: none takes a notice back or weakens it, a stranger's says nothing, and where the newest
/// cannot be had those known before stay in force, and nothing else changes.
/// </summary>
internal static class NoticeDocumentCases
{
    private const string Twin = "notices/ended/lifted";

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } =
    [
        Kept("dropped", "A later version without the notice", (story, _) => story.Repository.Notices = NoticesDocument.Empty),
        Kept("dropped-after-restart", "A later version without the notice, after a restart", (story, _) => story.Repository.Notices = NoticesDocument.Empty, restart: true),
        Kept("shortened", "A later version in which the notice lapsed already", (story, notice) =>
            story.Repository.Notices = SampleNotices.Document(notice with { LapsesAt = notice.IssuedAt.AddMinutes(1), TargetsVersion = 1 })),
        Kept("moved-to-another-region", "A later version in which the notice is on another region", (story, notice) =>
            story.Repository.Notices = SampleNotices.Document(notice with { Region = "320000" })),
        Kept("behind-another", "A later version with another notice before it", (story, notice) =>
            story.Repository.Notices = SampleNotices.Document(notice with { Id = "notice-0", Region = "320000" }, notice)),
        Kept("signed-by-a-stranger", "A later version without the notice, signed by a stranger", (story, _) =>
        {
            story.Repository.Notices = NoticesDocument.Empty;
            story.Repository.SignWith = ByStranger(TestKeys.Create(SignatureAlgorithm.ES256));
        }),
        Kept("role-expired", "A later version, expired on the day it was signed", (story, _) => story.Repository.Lives[RoleNames.Emergency] = TimeSpan.Zero),
        Harmless("a-strangers-notice", "A notice that a stranger signed has no effect", (story, key) =>
        {
            story.Repository.Notices = SampleNotices.Document(NoticeCases.OfRegion(story));
            story.Repository.SignWith = ByStranger(key);
        }),
        Harmless("expired-notices-only-warn", "Notices whose role has expired: a warning, and nothing is refused for it", (story, _) => story.Repository.Lives[RoleNames.Emergency] = TimeSpan.Zero),
        Harmless("more-than-72-hours", "A version with a notice of 72 hours and a second is none", (story, _) =>
            story.Repository.Notices = SampleNotices.Document(NoticeCases.OfRegion(story) with { LapsesAt = story.Now.AddHours(72).AddSeconds(1) })),
        Harmless("two-of-one-id", "A version with two notices of one id is none", (story, _) =>
            story.Repository.Notices = SampleNotices.Document(NoticeCases.OfRegion(story), NoticeCases.OfRegion(story))),
        Harmless("issue-dates-go-back", "A version in which an issue date goes back is none", (story, _) =>
            story.Repository.Notices = SampleNotices.Document(NoticeCases.OfRegion(story), NoticeCases.OfRegion(story) with { Id = "notice-2", IssuedAt = story.Now.AddMinutes(-30) })),
    ];

    private static ConformanceCase Case(string id, string title, string? twin, Func<CaseRun, Task> play) => new()
    {
        Id = id,
        Title = title,
        Requirements = ["SPEC 5.10", "SPEC 5.7"],
        Severity = twin is null ? Severity.High : Severity.Critical,
        Features = [Feature.TrustList, Feature.Licences, Feature.Restart],
        Twin = twin,
        Play = play,
    };

    // The twin ends the same notice in the same time by a decision in policy.
    private static ConformanceCase Kept(string name, string title, Action<Story, EmergencyNotice> change, bool restart = false) =>
        Case($"notices/kept/{name}", title, Twin, async run =>
        {
            var story = await Story.TrustedAsync(run, NoticeCases.WithOfficers);
            var notice = NoticeCases.OfRegion(story);
            story.PublishUrgently(TimeSpan.FromMinutes(1), repository => repository.Notices = SampleNotices.Document(notice = NoticeCases.OfRegion(story)));
            await story.SyncedAsync();
            await story.RefusedAsync("RegionUnderNotice", "StatusListMissing");
            if (restart)
                await run.RestartAsync();
            story.Publish(TimeSpan.FromHours(1), _ => change(story, notice));
            await story.SyncedAsync();
            await story.RefusedAsync("RegionUnderNotice", "StatusListMissing");
        });

    private static ConformanceCase Harmless(string name, string title, Action<Story, ISigner> change) =>
        Case($"notices/document/{name}", title, null, async run =>
        {
            var story = await Story.TrustedAsync(run, NoticeCases.WithOfficers);
            var stranger = TestKeys.Create(SignatureAlgorithm.ES256);
            story.Publish(TimeSpan.FromHours(1), _ => change(story, stranger));
            await story.SyncedAsync();
            await story.AcceptedAsync();
        });

    private static Func<string, IEnumerable<ISigner>, IEnumerable<ISigner>> ByStranger(ISigner stranger) =>
        (role, signers) => role == RoleNames.Emergency ? [stranger] : signers;
}
