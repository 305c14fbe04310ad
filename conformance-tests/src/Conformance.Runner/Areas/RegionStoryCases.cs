using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;
using TrustList.Testing.Forgery;

namespace Conformance.Areas;

/// <summary>A region that leaves or is held for a time, and an agreement that begins or ends at midnight.</summary>
internal static class RegionStoryCases
{
    private const string GoesOn = "incidents/region/goes-on";
    private const string Begins = "incidents/agreement/from-midnight-on";
    private const string LastSecond = "incidents/agreement/in-its-last-second";

    // Midnight in China.
    private static readonly DateTimeOffset Midnight = new(2020, 7, 15, 16, 0, 0, TimeSpan.Zero);

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } =
    [
        Case(GoesOn, "A region is held and restored, and goes on", null, run => RegionAsync(run, null)),
        Case("incidents/region/withdrawn", "A region is held and then withdrawn", GoesOn, run => RegionAsync(run, RegionState.Withdrawn)),
        Case(Begins, "An agreement begins at midnight: refused before, accepted from then on, by one and the same list", null, run => AgreementAsync(run, begins: true, after: true)),
        Case("incidents/agreement/a-second-before-midnight", "A second before the agreement begins", Begins, run => AgreementAsync(run, begins: true, after: false)),
        Case(LastSecond, "A second before an agreement ends", null, run => AgreementAsync(run, begins: false, after: false)),
        Case("incidents/agreement/ended", "An agreement ends at midnight: from then on refused", LastSecond, run => AgreementAsync(run, begins: false, after: true)),
    ];

    private static ConformanceCase Case(string id, string title, string? twin, Func<CaseRun, Task> play) => new()
    {
        Id = id,
        Title = title,
        Requirements = id.Contains("agreement", StringComparison.Ordinal) ? ["SPEC 5.4", "SPEC 1.4"] : ["SPEC 5.1", "SPEC 5.7"],
        Severity = Severity.Critical,
        Features = [Feature.TrustList, Feature.Licences],
        Twin = twin,
        Play = play,
    };

    private static async Task RegionAsync(CaseRun run, RegionState? then)
    {
        var story = await Story.TrustedAsync(run);
        Become(story, RegionState.Suspended);
        await story.SyncedAsync();
        await story.RefusedAsync("RegionSuspended", "NotRecognised", "StatusListMissing");
        Become(story, then ?? RegionState.Active);
        story.PutStatus(2, TrustList.Format.Status.StatusValue.Valid, story.Now);
        await story.SyncedAsync();
        await (then is null ? story.AcceptedAsync() : story.RefusedAsync("RegionWithdrawn", "UnknownIssuer", "NotRecognised", "StatusListMissing"));
    }

    private static void Become(Story story, RegionState state) => story.Publish(TimeSpan.FromHours(1), _ => story.Scene.Home.Record = story.Scene.Home.Record with
    {
        History = story.Scene.Home.Record.History.Add(new(state, story.Now, "Test")),
    });

    private static async Task AgreementAsync(CaseRun run, bool begins, bool after)
    {
        var agreement = TrustList.Testing.SamplePolicies.Between("neighbours", "邻省互认", "Neighbours", Instants.Format(begins ? Midnight : Scene.Admitted), ["310000", "320000"], null);
        var story = await Story.BeginAsync(run, scene => scene.Policy = scene.Policy with { Agreements = [begins ? agreement : agreement with { EffectiveUntil = Midnight }] });
        await story.SyncedAsync();
        story.Now = Midnight.AddSeconds(-1);
        await (begins ? story.RefusedAsync("NotRecognised") : story.AcceptedAsync());
        if (!after)
            return;
        story.Now = Midnight;
        await (begins ? story.AcceptedAsync() : story.RefusedAsync("NotRecognised"));
    }
}
