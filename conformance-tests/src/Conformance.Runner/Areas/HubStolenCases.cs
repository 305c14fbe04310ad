using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Metadata;
using TrustList.Format.Signing;
using TrustList.Format.Status;
using TrustList.Testing;
using TrustList.Testing.Forgery;

namespace Conformance.Areas;

/// <summary>The whole hub is stolen, with both its keys: it can neither add whom the operators did not, nor take back what they said.</summary>
internal static class HubStolenCases
{
    private const string Twin = "incidents/hub-stolen/honest-hub";
    private const string NoticeTwin = "notices/ended/lifted";
    private const string StatusTwin = "state/honest/later-status";

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } =
    [
        Case(Twin, "A region joins by the operators' signatures", null, run => JoinAsync(run, stolen: false)),
        Case("incidents/hub-stolen/adds-a-region", "The thief lists a region in targets of its own", Twin, run => JoinAsync(run, stolen: true)),
        Case("incidents/hub-stolen/adds-a-status-key", "The thief lists a status key in a region's role of its own, and lifts a suspension", StatusTwin, StatusKeyAsync) with
        {
            Features = [Feature.TrustList, Feature.Licences, Feature.Restart],
        },
        Notice("drops-the-notices", "The thief's snapshot lists the notices no more", (meta, _) => meta.Remove("emergency.json"), "RolledBack"),
        Notice("shows-the-notices-of-before", "The thief's snapshot lists the notices of before", (meta, before) => meta["emergency.json"] = before["emergency.json"], "RolledBack"),
        Case("incidents/hub-stolen/withholds-the-notices", "The thief serves the notices no more", NoticeTwin, WithholdAsync) with { Flags = [CaseFlag.Live] },
    ];

    private static ConformanceCase Case(string id, string title, string? twin, Func<CaseRun, Task> play) => new()
    {
        Id = id,
        Title = title,
        Requirements = ["SPEC 4.6", "SPEC 5.7", "SPEC 5.10"],
        Severity = Severity.Critical,
        Features = [Feature.TrustList, Feature.Licences],
        Twin = twin,
        Play = play,
    };

    private static ConformanceCase Notice(string name, string title, Action<Dictionary<string, MetaFile>, IReadOnlyDictionary<string, MetaFile>> change, string reason) =>
        Case($"incidents/hub-stolen/{name}", title, NoticeTwin, async run =>
        {
            var story = await NoticedAsync(run);
            story.Publish(TimeSpan.FromHours(1));
            HubThief.Serve(story, meta => change(meta, HubThief.ListedIn(story, 2)));
            await story.NotSyncedAsync(reason);
            await story.RefusedAsync("RegionUnderNotice", "StatusListMissing");
        });

    private static async Task<Story> NoticedAsync(CaseRun run)
    {
        var story = await Story.TrustedAsync(run, NoticeCases.WithOfficers);
        story.PublishUrgently(TimeSpan.FromMinutes(1), repository => repository.Notices = SampleNotices.Document(NoticeCases.OfRegion(story)));
        await story.SyncedAsync();
        await story.RefusedAsync("RegionUnderNotice", "StatusListMissing");
        return story;
    }

    private static async Task WithholdAsync(CaseRun run)
    {
        var story = await NoticedAsync(run);
        story.PublishUrgently(TimeSpan.FromHours(1), repository => repository.Notices = SampleNotices.Document(
            [.. repository.Notices!.Notices, SampleNotices.OfRegion("320000", story.Now, repository.TargetsVersion, "notice-2")]));
        story.Hub.Misbehave(Misbehaviour.Withhold, path => path.EndsWith("notices.json", StringComparison.Ordinal));
        await story.MaybeSyncedAsync();
        await story.RefusedAsync("RegionUnderNotice", "StatusListMissing");
    }

    // The licence's region is not in the first list.
    private static async Task JoinAsync(CaseRun run, bool stolen)
    {
        var story = await Story.BeginAsync(run, WithoutHome);
        await story.SyncedAsync();
        await story.RefusedAsync("UnknownIssuer", "StatusListMissing");
        ImmutableArray<ISigner> thief = [TestKeys.Create(SignatureAlgorithm.ES256), TestKeys.Create(SignatureAlgorithm.ES256)];
        story.Publish(TimeSpan.FromHours(1), repository =>
        {
            repository.Regions.Add(story.Scene.Home);
            repository.SignWith = (role, signers) => stolen && role == RoleNames.Targets ? thief : signers;
        });
        if (!stolen)
        {
            await story.SyncedAsync();
            await story.AcceptedAsync();
            return;
        }
        await story.NotSyncedAsync("Forged");
        await story.RefusedAsync("UnknownIssuer", "StatusListMissing");
    }

    /// <summary>Leaves the licence's region out of the first list.</summary>
    public static void WithoutHome(Scene scene) => scene.Repository = repository => repository.Regions.Remove(scene.Home);

    private static async Task StatusKeyAsync(CaseRun run)
    {
        var story = await Story.BeginAsync(run);
        story.PutStatus(5, StatusValue.Suspended, story.Now.AddMinutes(-5));
        await story.SyncedAsync();
        await story.RefusedAsync("Suspended");
        var (home, thief) = (story.Scene.Home, TestKeys.Create(SignatureAlgorithm.ES256));
        story.Publish(TimeSpan.FromMinutes(10), repository =>
        {
            home.Issuers = home.Issuers with { StatusKeys = home.Issuers.StatusKeys.Add(RegionSimulator.StatusRecord(thief.PublicKey, Scene.Admitted, Scene.Admitted, Scene.Admitted.AddYears(1))) };
            repository.SignWith = (role, signers) => role == RoleNames.Region(home.Code) ? [thief, TestKeys.Create(SignatureAlgorithm.ES256)] : signers;
        });
        story.PutStatus(StatusValue.Valid, StatusKeyCases.List(story, 6, StatusValue.Valid, thief));
        await story.MaybeSyncedAsync();
        await story.RefusedAsync();
    }
}
