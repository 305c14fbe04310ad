using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Metadata;
using TrustList.Format.Status;
using TrustList.Testing;

namespace Conformance.Areas;

/// <summary>What a verifier once took binds it: also after a restart, after a kill, and where a sync broke off.</summary>
internal static class StateRollbackCases
{
    private const string Twin = "state/honest/later-list";
    private const string RestartTwin = "state/honest/later-list-after-restart";
    private const string StatusTwin = "state/honest/later-status";
    private const string FloorTwin = "state/honest/a-list-that-came-late";

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } =
    [
        Case(Twin, "A later list follows", null, run => OlderAsync(run, Between.Nothing, older: false)),
        Case(RestartTwin, "A later list follows after a restart", null, run => OlderAsync(run, Between.Restart, older: false)),
        Case("state/rollback/older-list", "After a list the one before it", Twin, run => OlderAsync(run, Between.Nothing, older: true)),
        Case("state/restart/older-list-after-restart", "After a list and a restart the one before it", RestartTwin, run => OlderAsync(run, Between.Restart, older: true)),
        Case("state/kill/older-list-after-kill", "After a list and a kill the one before it", RestartTwin, run => OlderAsync(run, Between.Kill, older: true)) with { Flags = [CaseFlag.Kills] },
        Case("state/restart/offline", "After a restart the hub is away: what was stored decides", null, OfflineAsync) with { Requirements = ["SPEC 5.9", "SPEC 5.8"], Flags = [CaseFlag.Live] },
        Case(FloorTwin, "A list whose snapshot came late is taken in the end", null, run => FloorAsync(run, Between.Restart, back: false)) with { Flags = [CaseFlag.Live] },
        Case("state/floor/behind-a-timestamp-seen", "A sync saw a newer timestamp and broke off; then the list before it", FloorTwin,
            run => FloorAsync(run, Between.Nothing, back: true)) with { Flags = [CaseFlag.Live] },
        Case("state/floor/behind-a-timestamp-seen-after-restart", "The same with a restart between", FloorTwin,
            run => FloorAsync(run, Between.Restart, back: true)) with { Flags = [CaseFlag.Live] },
        Case("state/floor/behind-a-timestamp-seen-after-kill", "The same with a kill between", FloorTwin,
            run => FloorAsync(run, Between.Kill, back: true)) with { Flags = [CaseFlag.Live, CaseFlag.Kills] },
        Case(StatusTwin, "A later status list lifts a suspension", null, run => StatusAsync(run, 6, restart: true)) with { Requirements = ["SPEC 7.5", "SPEC 5.7"] },
        Case("state/status/older-list", "A status list with a lower version lifts nothing", StatusTwin, run => StatusAsync(run, 4, restart: false)) with { Requirements = ["SPEC 7.5", "SPEC 5.7"] },
        Case("state/status/older-list-after-restart", "The same after a restart", StatusTwin, run => StatusAsync(run, 4, restart: true)) with { Requirements = ["SPEC 7.5", "SPEC 5.9"] },
        Case("state/status/same-version", "Another status list of the same version lifts nothing", StatusTwin, run => StatusAsync(run, 5, restart: false)) with { Requirements = ["SPEC 7.5", "SPEC 5.7"] },
        Case("state/rollback/older-timestamp-of-the-same-list", "The timestamp before the one held, over the same snapshot", Twin, RenewedAsync),
        Case("state/rollback/snapshot-that-lowers-a-role", "A new snapshot by the hub's own keys names an older version of the targets", Twin,
            run => ResignedAsync(run, (meta, before) => meta["targets.json"] = before["targets.json"])),
        Case("state/rollback/snapshot-that-drops-a-role", "A new snapshot by the hub's own keys lists a region no more", Twin,
            run => ResignedAsync(run, (meta, _) => meta.Remove("region-310000.json"))),
    ];

    private enum Between
    {
        Nothing,
        Restart,
        Kill,
    }

    private static ConformanceCase Case(string id, string title, string? twin, Func<CaseRun, Task> play) => new()
    {
        Id = id,
        Title = title,
        Requirements = ["SPEC 4.6", "SPEC 5.8", "SPEC 5.9"],
        Severity = Severity.Critical,
        Features = [Feature.TrustList, Feature.Licences, Feature.Restart],
        Twin = twin,
        Play = play,
    };

    private static Task DoAsync(CaseRun run, Between between) => between switch
    {
        Between.Restart => run.RestartAsync(),
        Between.Kill => run.KillAsync(_ => { }),
        _ => Task.CompletedTask,
    };

    private static async Task OlderAsync(CaseRun run, Between between, bool older)
    {
        var story = await Story.TrustedAsync(run);
        var before = story.Repository.Files;
        story.Publish(TimeSpan.FromHours(1), TransportFile.ChangePolicy);
        await story.SyncedAsync();
        await DoAsync(run, between);
        if (older)
        {
            story.Hub.Files = before;
            await story.NotSyncedAsync("RolledBack");
            await story.AcceptedAsync();
        }
        story.Publish(TimeSpan.FromHours(1));
        await story.SyncedAsync();
        await story.AcceptedAsync();
    }

    private static async Task OfflineAsync(CaseRun run)
    {
        var story = await Story.TrustedAsync(run);
        story.Hub.Misbehave(Misbehaviour.ServerError, _ => true);
        await run.RestartAsync();
        await story.AcceptedAsync();
        story.Now += TimeSpan.FromHours(20);
        await story.AcceptedAsync();
    }

    private static async Task FloorAsync(CaseRun run, Between between, bool back)
    {
        var story = await Story.TrustedAsync(run);
        var before = story.Repository.Files;
        story.Publish(TimeSpan.FromHours(1), TransportFile.ChangePolicy);
        story.Hub.Files = story.Hub.Files.Remove("3.snapshot.json");
        await story.NotSyncedAsync("NotServed");
        await DoAsync(run, between);
        if (back)
        {
            story.Hub.Files = before;
            await story.NotSyncedAsync("RolledBack");
            await story.AcceptedAsync();
        }
        story.Hub.Files = story.Repository.Files;
        await story.SyncedAsync();
        await story.AcceptedAsync();
    }

    private static async Task StatusAsync(CaseRun run, long version, bool restart)
    {
        var story = await Story.BeginAsync(run);
        story.PutStatus(5, StatusValue.Suspended, story.Now.AddMinutes(-5));
        await story.SyncedAsync();
        await story.RefusedAsync("Suspended");
        if (restart)
            await run.RestartAsync();
        story.Publish(TimeSpan.FromMinutes(10));
        story.PutStatus(version, StatusValue.Valid, story.Now);
        await story.SyncedAsync();
        await (version > 5 ? story.AcceptedAsync() : story.RefusedAsync("Suspended"));
    }

    private static async Task RenewedAsync(CaseRun run)
    {
        var story = await Story.TrustedAsync(run);
        var before = story.Repository.Files["timestamp.json"];
        story.Repository.Now = story.Now += TimeSpan.FromHours(1);
        story.Repository.RenewTimestamp();
        story.Serve();
        await story.SyncedAsync();
        story.Hub.Files = story.Hub.Files.SetItem("timestamp.json", before);
        await story.NotSyncedAsync("RolledBack");
        await story.AcceptedAsync();
        story.Publish(TimeSpan.FromHours(1));
        await story.SyncedAsync();
        await story.AcceptedAsync();
    }

    private static async Task ResignedAsync(CaseRun run, Action<Dictionary<string, MetaFile>, IReadOnlyDictionary<string, MetaFile>> change)
    {
        var story = await Story.TrustedAsync(run);
        story.Publish(TimeSpan.FromHours(1), TransportFile.ChangePolicy);
        await story.SyncedAsync();
        HubThief.Serve(story, meta => change(meta, HubThief.ListedIn(story, 2)));
        await story.NotSyncedAsync("RolledBack");
        await story.AcceptedAsync();
        story.Publish(TimeSpan.Zero); // The thief's timestamp had this one's number; the hub goes on above it.
        story.Publish(TimeSpan.FromHours(1));
        await story.SyncedAsync();
        await story.AcceptedAsync();
    }
}
