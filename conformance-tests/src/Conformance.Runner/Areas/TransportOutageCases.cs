using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Testing;

namespace Conformance.Areas;

/// <summary>A hub that is away as a whole, status lists that do not come, and how much a client asks.</summary>
internal static class TransportOutageCases
{
    private const string First = "transport/honest/first-list";
    private const string Within = "transport/outage/within-the-lists-life";
    private static readonly string[] Wire = ["ServerError", "NotServed", "Unreachable", "Interrupted"];

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } =
    [
        Case(First, "A first list and its status list are taken", [], run => FirstAsync(run, null)) with { Flags = [] },
        Case(Within, "A hub that is away for a day leaves the list in force", ["SPEC 5.8", "SPEC 5.7"], run => AwayAsync(run, TimeSpan.FromHours(23), expired: false)),
        Case("transport/outage/beyond-the-lists-life", "A hub that is away for longer than a timestamp lives", ["SPEC 5.7", "SPEC 8.3 502"],
            run => AwayAsync(run, TimeSpan.FromHours(24), expired: true)) with { Twin = Within, Severity = Severity.Critical },
        Case("transport/outage/first-sync", "A hub that is away at the first sync", ["SPEC 8.3 501"],
            run => FirstAsync(run, story => story.Hub.Misbehave(Misbehaviour.ServerError, _ => true))) with { Twin = First, Severity = Severity.Critical },
        Case("transport/outage/captive-portal", "Every answer is 200 and a web page", [],
            run => FirstAsync(run, story => story.Hub.Misbehave(Misbehaviour.Html, _ => true))) with { Twin = First },
        .. TransportFault.All.Select(fault => Case($"transport/status-list/{fault.Name}", $"A first status list that {fault.Title}: the licence's status is not known",
            ["SPEC 7.5", "SPEC 8.3 703", .. fault.Requirements], run => StatusAsync(run, fault.What)) with { Twin = First, Flags = fault.Flags, Severity = Severity.Critical }),
        .. new[] { (Misbehaviour.ServerError, "unavailable"), (Misbehaviour.Endless, "endless-body"), (Misbehaviour.Truncate, "truncated") }.Select(fault => Case(
            $"transport/status-list/held-{fault.Item2}", "A later status list that does not come: the one at hand stays", ["SPEC 5.7"], run => HeldStatusAsync(run, fault.Item1))),
        Case("transport/requests/nothing-changed", "Where nothing changed, the next root and the timestamp are asked for, and no more", ["SPEC 12.11"], NothingChangedAsync) with
        {
            Level = Level.Should,
            Severity = Severity.Low,
        },
    ];

    private static ConformanceCase Case(string id, string title, ImmutableArray<string> requirements, Func<CaseRun, Task> play) => new()
    {
        Id = id,
        Title = title,
        Requirements = ["SPEC 5.8", .. requirements.Where(requirement => requirement != "SPEC 5.8")],
        Features = [Feature.TrustList, Feature.Licences],
        Flags = [CaseFlag.Live],
        Play = play,
    };

    private static async Task FirstAsync(CaseRun run, Action<Story>? wrong)
    {
        var story = await Story.BeginAsync(run);
        if (wrong is not null)
        {
            wrong(story);
            await story.NotSyncedAsync([.. Wire, "Malformed"]);
            await story.RefusedAsync();
            story.Hub.Behave();
        }
        await story.SyncedAsync();
        await story.AcceptedAsync();
    }

    private static async Task AwayAsync(CaseRun run, TimeSpan away, bool expired)
    {
        var story = await Story.TrustedAsync(run);
        story.Hub.Misbehave(Misbehaviour.ServerError, _ => true);
        story.Now += TimeSpan.FromMinutes(30);
        await story.NotSyncedAsync(Wire);
        await story.AcceptedAsync();
        story.Now += away - TimeSpan.FromMinutes(30);
        await story.NotSyncedAsync(Wire);
        await (expired ? story.RefusedAsync("TrustStateExpired") : story.AcceptedAsync());
    }

    private static async Task StatusAsync(CaseRun run, Misbehaviour what)
    {
        var story = await Story.BeginAsync(run);
        story.Hub.Misbehave(what, path => path.StartsWith("/status/", StringComparison.Ordinal));
        await story.MaybeSyncedAsync();
        await story.RefusedAsync("StatusListMissing", "NoTrustState");
        story.Hub.Behave();
        await story.SyncedAsync();
        await story.AcceptedAsync();
    }

    private static async Task HeldStatusAsync(CaseRun run, Misbehaviour what)
    {
        var story = await Story.TrustedAsync(run);
        story.Publish(TimeSpan.FromMinutes(30));
        story.PutStatus(2, TrustList.Format.Status.StatusValue.Valid, story.Now);
        story.Hub.Misbehave(what, path => path.StartsWith("/status/", StringComparison.Ordinal));
        await story.MaybeSyncedAsync();
        await story.AcceptedAsync();
        story.Hub.Behave();
        await story.SyncedAsync();
        await story.AcceptedAsync();
    }

    private static async Task NothingChangedAsync(CaseRun run)
    {
        var story = await Story.TrustedAsync(run, TransportFile.WithLog);
        story.Hub.ForgetRequests();
        await story.SyncedAsync();
        var asked = story.Hub.Requests.Where(path => !path.StartsWith("/status/", StringComparison.Ordinal)).ToList();
        if (asked.Count > 2)
            CaseRun.Fail($"sync: nothing changed, and {asked.Count} requests: {string.Join(' ', asked.Take(8))}");
    }
}
