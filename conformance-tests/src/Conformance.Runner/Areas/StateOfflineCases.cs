using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Registry;
using TrustList.Testing;
using TrustList.Testing.Forgery;

namespace Conformance.Areas;

/// <summary>A verifier that is offline while its knowledge grows old.</summary>
internal static class StateOfflineCases
{
    private const string Twin = "state/offline/in-force";

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } =
    [
        Case(Twin, "Offline for two hours: list and status still decide", ["SPEC 5.7", "SPEC 5.2"], null, run => PlayAsync(run, TimeSpan.FromHours(2))),
        Case("state/offline/status-too-old", "Offline until the status is older than the purpose allows", ["SPEC 5.2", "SPEC 8.3 705"], Twin, run => PlayAsync(run, TimeSpan.FromHours(4), "StatusTooOld")),
        Case("state/offline/list-expired", "Offline until the list has expired", ["SPEC 5.7", "SPEC 8.3 502"], Twin,
            run => PlayAsync(run, TimeSpan.FromHours(25), "TrustStateExpired", "StatusListMissing", "StatusTooOld")),
    ];

    private static ConformanceCase Case(string id, string title, ImmutableArray<string> requirements, string? twin, Func<CaseRun, Task> play) => new()
    {
        Id = id,
        Title = title,
        Requirements = requirements,
        Severity = Severity.Critical,
        Features = [Feature.TrustList, Feature.Licences, Feature.Restart],
        Flags = [CaseFlag.Live],
        Twin = twin,
        Play = play,
    };

    private static async Task PlayAsync(CaseRun run, TimeSpan offline, params string[] reasons)
    {
        var story = await Story.TrustedAsync(run, scene => scene.Policy = scene.Policy with
        {
            Freshness = scene.Policy.Freshness.SetItem(Purpose.Roadside, new FreshnessTier(TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(3))),
        });
        story.Hub.Misbehave(Misbehaviour.ServerError, _ => true);
        await run.RestartAsync();
        story.Now = Scene.Shown + offline;
        await (reasons.Length == 0 ? story.AcceptedAsync() : story.RefusedAsync(reasons));
    }
}
