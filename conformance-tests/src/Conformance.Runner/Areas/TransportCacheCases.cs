using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Testing;

namespace Conformance.Areas;

/// <summary>Good signatures in the wrong place: a cache that lags, two lists mixed, another view for another client.</summary>
internal static class TransportCacheCases
{
    private const string Twin = "transport/honest/unchanged-list";
    private const string ViewTwin = "transport/honest/one-view";
    private static readonly ImmutableArray<string> Lists = [Feature.TrustList];
    private static readonly ImmutableArray<string> Verifier = [Feature.TrustList, Feature.Licences];

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } =
    [
        Case(Twin, "A list, a later one, and the later one again", Lists, null, run => TwoListsAsync(run, null)),
        Case("transport/stale-cache/old-timestamp", "A cache serves the timestamp of the list before", Lists, Twin,
            run => TwoListsAsync(run, (story, old) => story.Hub.Exchange(Ends("/timestamp.json"), old("timestamp.json")), "RolledBack")),
        Case("transport/stale-cache/whole-hub", "A cache serves the whole list before", Lists, Twin,
            run => TwoListsAsync(run, (story, old) => story.Hub.Files = story.Hub.Files.SetItem("timestamp.json", old("timestamp.json")).Remove("3.snapshot.json"), "RolledBack")),
        Case("transport/stale-cache/news-come-late", "A cache serves the timestamp held: nothing is new; then the news come", Lists, null, LateAsync),
        Mix("snapshot", ".snapshot.json", "2.snapshot.json"),
        Mix("targets", ".targets.json", "2.targets.json"),
        Mix("targets-for-snapshot", ".snapshot.json", "2.targets.json"),
        Case(ViewTwin, "A list in the log, and a later one", Verifier, null, run => ViewsAsync(run, 0)),
        Case("transport/equivocation/same-size", "After one view of the log another of the same size", Verifier, ViewTwin, run => ViewsAsync(run, 1)) with { Severity = Severity.Critical },
        Case("transport/equivocation/same-size-after-restart", "The same after a restart", [.. Verifier, Feature.Restart], ViewTwin,
            run => ViewsAsync(run, 1, restart: true)) with { Severity = Severity.Critical },
        Case("transport/equivocation/smaller-log", "After one view of the log a smaller one", Verifier, ViewTwin, run => ViewsAsync(run, 2)) with { Severity = Severity.Critical },
    ];

    private static ConformanceCase Case(string id, string title, ImmutableArray<string> features, string? twin, Func<CaseRun, Task> play) => new()
    {
        Id = id,
        Title = title,
        Requirements = features.Length > 1 ? ["SPEC 12.11", "SPEC 5.8"] : ["SPEC 4.6", "SPEC 5.8"],
        Severity = Severity.High,
        Features = features,
        Flags = [CaseFlag.Live],
        Twin = twin,
        Play = play,
    };

    private static ConformanceCase Mix(string name, string asked, string served) => Case(
        $"transport/mixed-versions/{name}", $"Under a new timestamp {served[2..]} of the list before comes for *{asked}", Lists, "transport/honest/later-list", async run =>
        {
            var story = await Story.TrustedAsync(run);
            var old = story.Repository.Files[served];
            story.Publish(TimeSpan.FromHours(1), TransportFile.ChangePolicy);
            story.Hub.Exchange(Ends(asked), old);
            await story.NotSyncedAsync("Mixed", "TooLarge", "Malformed", "RolledBack");
            await story.AcceptedAsync();
            story.Hub.Behave();
            await story.SyncedAsync();
            await story.AcceptedAsync();
        });

    private static async Task TwoListsAsync(CaseRun run, Action<Story, Func<string, byte[]>>? wrong, params string[] reasons)
    {
        var story = await Story.TrustedAsync(run);
        var old = story.Repository.Files;
        story.Publish(TimeSpan.FromHours(1), TransportFile.ChangePolicy);
        await story.SyncedAsync();
        if (wrong is not null)
        {
            wrong(story, name => old[name]);
            await story.NotSyncedAsync(reasons);
            await story.AcceptedAsync();
            story.Hub.Behave();
            story.Serve();
        }
        await story.SyncedAsync();
        await story.AcceptedAsync();
    }

    private static async Task LateAsync(CaseRun run)
    {
        var story = await Story.TrustedAsync(run);
        var old = story.Repository.Files["timestamp.json"];
        story.Publish(TimeSpan.FromHours(1), TransportFile.ChangePolicy);
        story.Hub.Exchange(Ends("/timestamp.json"), old);
        await story.UnchangedAsync();
        await story.AcceptedAsync();
        story.Hub.Behave();
        await story.SyncedAsync();
        await story.AcceptedAsync();
    }

    // Both views are signed by the log and by every witness: only who remembers can tell.
    private static async Task ViewsAsync(CaseRun run, int leavesSeen, bool restart = false)
    {
        LogSimulator? other = null;
        var story = await Story.TrustedAsync(run, scene =>
        {
            TransportFile.WithLog(scene);
            other = scene.Log!.Fork();
            for (var leaf = 1; leaf < leavesSeen; leaf++)
                scene.Log.Append(scene.SyncedAt.AddMinutes(-2), new byte[32]);
        });
        if (restart)
            await run.RestartAsync();
        story.Publish(TimeSpan.FromHours(1), TransportFile.ChangePolicy);
        if (leavesSeen > 0)
        {
            var honest = story.Hub.Log;
            other!.Log(story.Repository.Now, Convert.FromHexString(story.Repository.Versions.SnapshotSha256));
            story.Hub.Log = other;
            await story.NotSyncedAsync("LogRolledBack", "NotWitnessed");
            await story.AcceptedAsync();
            story.Hub.Log = honest;
        }
        await story.SyncedAsync();
        await story.AcceptedAsync();
    }

    private static Func<string, bool> Ends(string end) => path => path.EndsWith(end, StringComparison.Ordinal);
}
