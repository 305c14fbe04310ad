using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Testing;

namespace Conformance.Areas;

/// <summary>The verifier is killed in the middle of a sync: what it had stays, and the next sync takes the list. And a damaged store.</summary>
internal static class StateKillCases
{
    private const string Twin = "state/honest/later-list-after-restart";

    private static readonly ImmutableArray<(string Name, string End)> Points =
    [
        ("root-probe", "/2.root.json"), ("timestamp", "/timestamp.json"), ("snapshot", ".snapshot.json"), ("targets", ".targets.json"), ("policy", ".policy.json"),
        ("region", ".region-310000.json"), ("status-list", "/status/310000/0"),
    ];

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } =
    [
        .. Points.Select(point => Case($"state/kill/at-{point.Name}", $"Killed in a sync that waits for *{point.End}", run => WaitingAsync(run, point.End))),
        .. Points.Select(point => Case($"state/kill/behind-{point.Name}", $"Killed in a sync just after *{point.End} was asked for", run => RacingAsync(run, point.End))),
        Case("state/kill/first-sync", "Killed in the first sync: nothing is in force, and the next one succeeds", FirstAsync) with { Twin = "transport/honest/first-list" },
        Damaged("emptied", "The store is gone", _ => null),
        Damaged("truncated", "Every file of the store is cut in half", content => content[..(content.Length / 2)]),
        Damaged("zeroed", "Every file of the store is zeros", content => new byte[content.Length]),
    ];

    private static ConformanceCase Case(string id, string title, Func<CaseRun, Task> play) => new()
    {
        Id = id,
        Title = title,
        Requirements = ["SPEC 5.8", "SPEC 5.9"],
        Severity = Severity.High,
        Features = [Feature.TrustList, Feature.Licences, Feature.Restart],
        Flags = [CaseFlag.Live, CaseFlag.Kills],
        Play = play,
    };

    private static ConformanceCase Damaged(string name, string title, Func<byte[], byte[]?> damage) =>
        Case($"state/damage/{name}-then-a-strangers-list", $"{title}; then strangers publish a list of their own: it is never trusted", run => DamagedAsync(run, damage)) with
        {
            Twin = Twin,
            Severity = Severity.Critical,
        };

    // The file does not come, so that the verifier is where the case wants it.
    private static async Task WaitingAsync(CaseRun run, string end)
    {
        var story = await Story.TrustedAsync(run);
        Later(story);
        var asked = story.Hub.WhenAsked(path => path.EndsWith(end, StringComparison.Ordinal));
        story.Hub.Misbehave(Misbehaviour.Stall, path => path.EndsWith(end, StringComparison.Ordinal));
        await run.KillDuringAsync(await story.SyncQuestionAsync(), asked);
        if (end.StartsWith("/status/", StringComparison.Ordinal))
            story.Forget(); // The trust list came before and may be stored already.
        await story.AcceptedAsync();
        await EndAsync(story);
    }

    // Whatever it is just doing.
    private static async Task RacingAsync(CaseRun run, string end)
    {
        var story = await Story.TrustedAsync(run);
        Later(story);
        await run.KillDuringAsync(await story.SyncQuestionAsync(), story.Hub.WhenAsked(path => path.EndsWith(end, StringComparison.Ordinal)));
        story.Forget();
        await story.AcceptedAsync();
        await EndAsync(story);
    }

    private static async Task FirstAsync(CaseRun run)
    {
        var story = await Story.BeginAsync(run);
        story.Hub.Misbehave(Misbehaviour.Stall, path => path.EndsWith(".targets.json", StringComparison.Ordinal));
        await run.KillDuringAsync(await story.SyncQuestionAsync(), story.Hub.WhenAsked(path => path.EndsWith(".targets.json", StringComparison.Ordinal)));
        await story.RefusedAsync();
        await EndAsync(story);
    }

    private static void Later(Story story)
    {
        story.Publish(TimeSpan.FromHours(1), TransportFile.ChangePolicy);
        story.PutStatus(2, TrustList.Format.Status.StatusValue.Valid, story.Now);
    }

    private static async Task EndAsync(Story story)
    {
        story.Hub.Behave();
        await story.SyncedAsync();
        await story.AcceptedAsync();
    }

    private static async Task DamagedAsync(CaseRun run, Func<byte[], byte[]?> damage)
    {
        var story = await Story.TrustedAsync(run);
        await run.KillAsync(folder =>
        {
            foreach (var file in folder.EnumerateFiles("*", SearchOption.AllDirectories).ToList())
                if (damage(File.ReadAllBytes(file.FullName)) is { } left)
                    File.WriteAllBytes(file.FullName, left);
                else
                    file.Delete();
        });
        var strangers = new TrustList.Testing.Forgery.Scene();
        story.Hub.Files = strangers.Published().Files;
        story.Hub.PutStatusList(strangers.StatusUri, strangers.List()!);
        await run.NotAcceptedAsync(await story.SyncQuestionAsync());
        await run.NotAcceptedAsync(story.VerifyQuestion(strangers.Present()));
    }
}
