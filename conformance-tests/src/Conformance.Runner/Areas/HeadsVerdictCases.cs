using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Registry;
using TrustList.Format.Status;
using TrustList.Testing.Forgery;

namespace Conformance.Areas;

/// <summary>A licence decided by its region's state: beside a status list, as it ages, by its place in the index space.</summary>
internal static class HeadsVerdictCases
{
    private const string Lifts = "heads/verdict/newer-than-a-list", Aged = "heads/verdict/an-old-epoch";
    private static readonly TimeSpan Old = TimeSpan.FromMinutes(20);

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } =
    [
        Of(Lifts, "A state newer than the list lifts what the list says", null, scene => OlderList(scene, StatusValue.Suspended), world => world.AcceptedAsync()),
        Of("heads/verdict/worse-than-an-older-list", "A state newer than the list says what the list does not", Lifts, scene => OlderList(scene, StatusValue.Valid), async world =>
        {
            await SuspendedAsync(world);
            await world.RefusedAsync("Suspended");
        }) with { Severity = Severity.High },
        Of("heads/verdict/a-newer-list-is-worse", "A list newer than the state says what the state does not", Lifts, _ => { }, async world =>
        {
            await NewerListAsync(world, StatusValue.Suspended);
            await world.RefusedAsync("Suspended");
        }),
        Of("heads/verdict/a-newer-list-is-milder", "Policy names a log: a list newer than the state lifts nothing", Lifts, _ => { }, async world =>
        {
            await SuspendedAsync(world);
            await NewerListAsync(world, StatusValue.Valid);
            await world.RefusedAsync("Suspended");
        }),
        Of("heads/verdict/a-newer-list-is-milder-without-a-log", "Without a log a list newer than the state decides", null, _ => { }, async world =>
        {
            await SuspendedAsync(world);
            await NewerListAsync(world, StatusValue.Valid);
            await world.AcceptedAsync();
        }, withLog: false),
        Of(Aged, "An epoch as old as the purpose allows", null, Tier, async world =>
        {
            world.Now += Old - TimeSpan.FromMinutes(5);
            await world.AcceptedAsync();
        }),
        Of("heads/verdict/an-epoch-that-is-too-old", "An epoch older than the purpose allows", Aged, Tier, async world =>
        {
            world.Now += Old;
            await world.RefusedAsync("StatusTooOld");
        }),
        Of("heads/verdict/an-epoch-without-change", "A later epoch in which the region did not change makes its state as new as itself", null, Tier, async world =>
        {
            world.Now += Old;
            world.Serve(world.Status.Rollup(0, world.Status.Seal(world.Now)).Write());
            await world.PulledAsync(1, 1, 1);
            await world.AcceptedAsync();
        }),
        Of("heads/verdict/a-head-that-waits-makes-nothing-newer", "A head that waits for its epoch makes no other entry's value newer", Aged, Tier, async world =>
        {
            world.Now += Old;
            await world.PushedAsync(world.Next((9, StatusValue.Invalid)), 0, 2, 1);
            await world.RefusedAsync("StatusTooOld");
        }),
        Of("heads/verdict/a-head-outside-the-log", "A head that stays out of the log is a warning", null, _ => { }, async world =>
        {
            await world.PushedAsync(world.Next((9, StatusValue.Invalid)), 0, 2, 1);
            world.Now += TimeSpan.FromHours(1);
            await world.AcceptedAsync();
        }),
        Of("heads/verdict/revoked", "A state in which the licence is revoked", Lifts, _ => { }, async world =>
        {
            world.Serve(world.Status.Rollup(0, world.Change((Scene.StatusIndex, StatusValue.Invalid))).Write());
            await world.PulledAsync(1, 2, 1);
            await world.RefusedAsync("Revoked");
        }),
        Of("heads/verdict/a-block-that-is-not-open", "The licence's block is not opened", Lifts, scene => scene.Issue = scene.Issue with { StatusUri = scene.Home.Node!.StatusBase + "1" }, world => world.RefusedAsync("StatusIndexUnknown")),
        Of("heads/verdict/a-number-with-a-zero-before", "The licence's list is numbered 00", Lifts, scene => scene.Issue = scene.Issue with { StatusUri = scene.Home.Node!.StatusBase + "00" }, world => world.RefusedAsync("StatusListMissing")),
        Of("heads/verdict/a-list-that-is-no-number", "The licence's list is no number", Lifts, scene => scene.Issue = scene.Issue with { StatusUri = scene.Home.Node!.StatusBase + "0x" }, world => world.RefusedAsync("StatusListMissing")) with { Severity = Severity.High },
        Of("heads/verdict/an-index-beyond-its-block", "The licence's index is that of the next block's first entry", Lifts, scene => scene.Issue = scene.Issue with { StatusIndex = 1_048_576 }, world => world.RefusedAsync("StatusListMissing", "StatusIndexUnknown")) with { Severity = Severity.High },
        HeadsCase.Of("heads/verdict/nothing-fetched", "No state was fetched, and there is no list", Lifts, ["7.14", "8.2"], async run => await (await StateWorld.BeginAsync(run)).RefusedAsync("StatusListMissing")),
    ];

    private static ConformanceCase Of(string id, string title, string? twin, Action<Scene> change, Func<StateWorld, Task> play, bool withLog = true) =>
        HeadsCase.Of(id, title, twin, ["7.14", "8.2"], async run => await play(await StateWorld.HoldingAsync(run, withLog, change)), Severity.Critical);

    private static void OlderList(Scene scene, StatusValue value) => (scene.Status, scene.StatusAt) = (value, Scene.Shown.AddMinutes(-10));

    private static async Task SuspendedAsync(StateWorld world)
    {
        world.Serve(world.Status.Rollup(0, world.Change((Scene.StatusIndex, StatusValue.Suspended))).Write());
        await world.PulledAsync(1, 2, 1);
    }

    private static Task NewerListAsync(StateWorld world, StatusValue value)
    {
        var (scene, at) = (world.Scene, world.Now.AddMinutes(5));
        world.Hub.PutStatusList(scene.StatusUri, scene.Home.StatusList(scene.StatusUri, 2, at, (Scene.StatusIndex, value)));
        return world.LaterAsync(TimeSpan.FromMinutes(6));
    }

    private static void Tier(Scene scene) => scene.Policy = scene.Policy with
    {
        Freshness = scene.Policy.Freshness.SetItem(Purpose.Roadside, new FreshnessTier(TimeSpan.FromMinutes(1), Old, Old)),
    };
}
