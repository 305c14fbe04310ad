using System.Collections.Immutable;
using System.Security.Cryptography;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Testing;

namespace Conformance.Areas;

/// <summary>Policy names a log: a list counts only if the newest witnessed epoch shows its snapshot.</summary>
internal static class LogSyncCases
{
    private const string Twin = "log/sync/shown";

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } =
    [
        Case(Twin, "The log shows the next list", null, async (story, _) =>
        {
            story.Publish(TimeSpan.FromHours(1));
            await story.SyncedAsync();
            await story.AcceptedAsync();
        }),
        Case("log/sync/not-shown", "The log does not show the next list", Twin, async (story, log) =>
        {
            var before = log.Fork();
            before.Publish(story.Now);
            story.Publish(TimeSpan.FromHours(1));
            story.Hub.Log = before;
            await story.NotSyncedAsync("NotWitnessed");
            await story.AcceptedAsync();
        }),
        Case("log/sync/not-the-newest", "The log showed the list, and then another", Twin, async (story, log) =>
        {
            story.Publish(TimeSpan.FromHours(1));
            log.Log(story.Now, SHA256.HashData("another list"u8));
            await story.NotSyncedAsync("NotWitnessed");
            await story.AcceptedAsync();
        }),
        Case("log/sync/an-epoch-before-the-newest", "The log showed the list, and then another, and the proof shows the first", Twin, async (story, log) =>
        {
            story.Publish(TimeSpan.FromHours(1));
            log.Log(story.Now, SHA256.HashData("another list"u8));
            story.Hub.Put("log/proof", log.Prove(log.Size - 2, log.Note(story.Now, log.Size)).Write());
            await story.NotSyncedAsync("NotWitnessed");
            await story.AcceptedAsync();
        }),
        Case("log/sync/below-the-quorum", "Two witnesses of four cosigned", Twin, async (story, log) =>
        {
            story.Publish(TimeSpan.FromHours(1));
            log.Publish(story.Now, "310000", "320000");
            await story.NotSyncedAsync("NotWitnessed");
            await story.AcceptedAsync();
        }),
        Case("log/sync/other-log", "The proof is of another log", Twin, async (story, _) =>
        {
            story.Publish(TimeSpan.FromHours(1));
            var other = LogSimulator.Create("310000", "320000", "330000", "340000");
            other.Log(story.Now, Convert.FromHexString(story.Repository.Versions.SnapshotSha256));
            story.Hub.Log = other;
            await story.NotSyncedAsync("NotWitnessed");
            await story.AcceptedAsync();
        }),
        Case("log/sync/rolled-back", "A smaller log shows the next list", Twin, async (story, log) =>
        {
            var other = log.Fork();
            story.Publish(TimeSpan.FromMinutes(1));
            await story.SyncedAsync();
            story.Publish(TimeSpan.FromMinutes(1));
            await story.SyncedAsync();
            story.Publish(TimeSpan.FromMinutes(1));
            other.Log(story.Now, Convert.FromHexString(story.Repository.Versions.SnapshotSha256));
            story.Hub.Log = other;
            await story.NotSyncedAsync("LogRolledBack");
            await story.AcceptedAsync();
        }),
    ];

    private static ConformanceCase Case(string id, string title, string? twin, Func<Story, LogSimulator, Task> then) => new()
    {
        Id = id,
        Title = title,
        Requirements = ["SPEC 12.11"],
        Severity = Severity.Critical,
        Features = [Feature.TrustList, Feature.Licences],
        Twin = twin,
        Play = async run =>
        {
            var log = LogSimulator.Create("310000", "320000", "330000", "340000");
            var story = await Story.TrustedAsync(run, scene =>
            {
                scene.Policy = scene.Policy with { Log = log.Policy };
                scene.Log = log;
            });
            await then(story, log);
        },
    };
}
