using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Status;
using TrustList.Testing;
using TrustList.Testing.Forgery;

namespace Conformance.Areas;

/// <summary>To the second: an interval holds its start and not its end, and what is ahead of the clock is doubted beyond a minute.</summary>
internal static class ClockCases
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } =
    [
        .. Pair("verify/last-second", "A second before the list expires", "verify/expired", "At the instant at which the list expires",
            ["SPEC 1.4", "SPEC 5.7"], VerifyAtExpiryAsync, Licensed),
        .. Pair("sync/last-second", "A sync a second before the timestamp expires", "sync/expired", "A sync at the instant at which the timestamp expires",
            ["SPEC 1.4", "SPEC 4.6"], SyncAtExpiryAsync, [Feature.TrustList]),
        .. Pair("verify/a-minute-behind", "A clock a minute before the list was signed", "verify/more-than-a-minute-behind", "A clock 61 seconds before the list was signed",
            ["SPEC 5.10", "SPEC 8.3 518"], BehindAsync, Licensed),
        .. Pair("status/a-minute-ahead", "A status list issued 60 seconds ahead", "status/more-than-a-minute-ahead", "A status list issued 61 seconds ahead",
            ["SPEC 7.5"], StatusAheadAsync, [Feature.TrustList, Feature.Status]),
        .. Pair("status/last-second", "A second before the status list expires", "status/expired", "At the instant at which the status list expires",
            ["SPEC 7.4", "SPEC 7.5"], StatusExpiryAsync, [Feature.TrustList, Feature.Status]),
        Case("clock/sync/a-day-ahead-and-right-again", "A clock that jumps ahead by two days loses nothing: once it is right again all is as before", ["SPEC 4.6", "SPEC 5.8"], AheadAndBackAsync, Licensed),
        .. new[] { "2020-02-29T23:59:59Z", "2038-01-19T03:14:08Z", "2099-12-31T23:59:59Z" }.Select(start => Case($"clock/year/{start[..4]}",
            $"A federation at {start}", ["SPEC 1.4", "SPEC 7.4"], run => YearAsync(run, start), [Feature.TrustList, Feature.Status])),
    ];

    private static string[] Licensed => [Feature.TrustList, Feature.Licences];

    private static ImmutableArray<ConformanceCase> Pair(
        string good, string goodTitle, string bad, string badTitle, string[] requirements, Func<CaseRun, bool, Task> play, string[] features) =>
    [
        Case("clock/" + good, goodTitle, requirements, run => play(run, true), features),
        Case("clock/" + bad, badTitle, requirements, run => play(run, false), features) with { Twin = "clock/" + good },
    ];

    private static ConformanceCase Case(string id, string title, string[] requirements, Func<CaseRun, Task> play, string[] features) => new()
    {
        Id = id,
        Title = title,
        Requirements = [.. requirements],
        Severity = Severity.High,
        Features = [.. features],
        Play = play,
    };

    private static async Task VerifyAtExpiryAsync(CaseRun run, bool good)
    {
        var story = await Story.TrustedAsync(run);
        story.Now = story.Repository.Now + story.Repository.Lives[RoleNames.Timestamp] - (good ? Second : TimeSpan.Zero);
        await (good ? story.AcceptedAsync() : story.RefusedAsync("TrustStateExpired"));
    }

    private static async Task SyncAtExpiryAsync(CaseRun run, bool good)
    {
        var story = await Story.BeginAsync(run);
        story.Now = story.Repository.Now + story.Repository.Lives[RoleNames.Timestamp] - (good ? Second : TimeSpan.Zero);
        await (good ? story.SyncedAsync() : story.NotSyncedAsync("Frozen"));
    }

    private static async Task BehindAsync(CaseRun run, bool good)
    {
        var story = await Story.TrustedAsync(run);
        story.Now = story.Repository.Now - TimeSpan.FromMinutes(1) - (good ? TimeSpan.Zero : Second);
        await (good ? story.AcceptedAsync() : story.RefusedAsync("ClockImplausible"));
    }

    private static async Task StatusAheadAsync(CaseRun run, bool good)
    {
        var story = await Story.BeginAsync(run);
        story.PutStatus(1, StatusValue.Valid, story.Now + TimeSpan.FromMinutes(1) + (good ? TimeSpan.Zero : Second));
        await story.SyncedAsync();
        await AskStatusAsync(run, story.Scene.StatusUri, story.Now, good, "FromTheFuture", "StatusListMissing");
    }

    private static async Task StatusExpiryAsync(CaseRun run, bool good)
    {
        // The list lives seven days from its signing, the trust list until the day after its own.
        var story = await Story.BeginAsync(run, scene => scene.StatusAt = Scene.Shown.AddDays(-7));
        story.Now = Scene.Shown - (good ? Second : TimeSpan.Zero);
        await story.SyncedAsync();
        await AskStatusAsync(run, story.Scene.StatusUri, story.Now, good, "Expired", "StatusListMissing");
    }

    private static async Task AheadAndBackAsync(CaseRun run)
    {
        var story = await Story.TrustedAsync(run);
        story.Now += TimeSpan.FromDays(2);
        await story.NotSyncedAsync("Frozen");
        await story.RefusedAsync("TrustStateExpired", "StatusTooOld");
        story.Now -= TimeSpan.FromDays(2);
        await story.SyncedAsync();
        await story.AcceptedAsync();
    }

    private static async Task YearAsync(CaseRun run, string start)
    {
        var now = Instants.TryParse(start, out var instant) ? instant : throw new FormatException(start);
        var hub = await run.HubAsync();
        var region = RegionSimulator.Create("310000", "CN-SH", now.AddDays(-5), hub.Url);
        var repository = new SimulatedRepository(now, region);
        hub.Files = repository.Files;
        var uri = region.Node!.StatusBase + "0";
        hub.PutStatusList(uri, region.StatusList(uri, 1, now, (Scene.StatusIndex, StatusValue.Suspended)));
        await run.InitAsync(repository.Anchor);
        await run.SyncAsync(now, Expectation.Accepted(Evidence.Of(repository)));
        await run.StatusAsync(uri, Scene.StatusIndex, now.AddSeconds(2), Expectation.Accepted(Evidence.Status(uri, Scene.StatusIndex, StatusValue.Suspended)));
    }

    private static Task AskStatusAsync(CaseRun run, string uri, DateTimeOffset now, bool good, params string[] reasons) => run.StatusAsync(
        uri, Scene.StatusIndex, now, good ? Expectation.Accepted(Evidence.Status(uri, Scene.StatusIndex, StatusValue.Valid)) : Expectation.Rejected(reasons));
}
