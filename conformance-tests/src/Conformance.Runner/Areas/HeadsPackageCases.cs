using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Status;
using TrustList.Testing.Forgery;

namespace Conformance.Areas;

/// <summary>Packages of an honest hub: whole states, what changed, nothing, after days away.</summary>
internal static class HeadsPackageCases
{
    /// <summary>What a bent rollup, a bent snapshot, and an older one after a restart differ from.</summary>
    public const string Rollup = "heads/package/rollup", Snapshot = "heads/package/snapshot-that-follows", AfterRestart = "heads/package/snapshot-after-a-restart";

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } =
    [
        Of("heads/package/nation", "A snapshot of the nation", async world =>
        {
            world.Serve(world.Status.Snapshot(0).Write());
            await world.PulledAsync(0, 1, 1);
            await world.StandsAsync();
            await world.SaysAsync(world.Scene.Acceptor.Node!.StatusBase + "1", 3, StatusValue.Restricted);
            await world.SaysAsync(world.Scene.Acceptor.Node!.StatusBase + "0", 3, StatusValue.Valid);
            await world.UnknownAsync(world.Scene.Home.Node!.StatusBase + "1", 3, "StatusIndexUnknown");
            await world.UnknownAsync("https://hub.test/status/330000/0", 3, "StatusListMissing");
            await world.AcceptedAsync();
        }),
        Follows(Rollup, "A rollup since the epoch that is held", world => world.Status.Rollup(0, 1)),
        Follows(Snapshot, "A snapshot of the nation after another", world => world.Status.Snapshot(1)),
        Follows("heads/package/region", "A snapshot of one region beside the hash of the other's head", world => world.Status.Snapshot(1, "310000")),
        Held("heads/package/unchanged", "The same package again", async world =>
        {
            await world.PulledAsync(0, 1, 1);
            await world.StandsAsync();
        }),
        Held("heads/package/nothing-changed", "A later epoch in which no region changed", async world =>
        {
            world.Now += TimeSpan.FromMinutes(1);
            world.Serve(world.Status.Rollup(0, world.Status.Seal(world.Now)).Write());
            await world.PulledAsync(1, 1, 1);
            await world.StandsAsync();
        }),
        Held("heads/package/since-an-earlier-epoch", "A rollup since an epoch before the one that is held", async world =>
        {
            world.Step();
            world.Serve(world.Status.Snapshot(1).Write());
            await world.PulledAsync(1, 2, 1);
            world.Change((9, StatusValue.Superseded), (Scene.StatusIndex, StatusValue.Valid));
            world.Serve(world.Status.Rollup(0, 2).Write());
            await world.PulledAsync(2, 3, 1);
            await world.SaysAsync(Scene.StatusIndex, StatusValue.Valid);
            await world.SaysAsync(9, StatusValue.Superseded);
        }),
        Held("heads/package/after-missed-days", "Three days without the hub, then one rollup over twenty heads", async world =>
        {
            for (var head = 0; head < 20; head++)
                world.Change((head * 70_000, StatusValue.Restricted), (Scene.StatusIndex, (head & 1) == 0 ? StatusValue.Suspended : StatusValue.Valid));
            await world.LaterAsync(TimeSpan.FromDays(3));
            world.Serve(world.Status.Rollup(0, world.Status.Newest).Write());
            await world.PulledAsync(world.Status.Newest, 21, 1);
            await world.StandsAsync();
            await world.SaysAsync(14 * 70_000, StatusValue.Restricted);
            await world.SaysAsync(world.Scene.Home.Node!.StatusBase + "1", (19 * 70_000) - 1_048_576, StatusValue.Restricted);
            await world.AcceptedAsync();
        }),
        Held("heads/package/two-regions", "A rollup over two regions, laid end to end", async world =>
        {
            world.Next((Scene.StatusIndex, StatusValue.Transferred));
            world.Status.Change(world.Scene.Acceptor, world.Now, (0, StatusValue.Invalid), (StatusSpace.EntryOf(1, 3), StatusValue.Valid));
            world.Serve(world.Status.Rollup(0, world.Status.Seal(world.Now)).Write());
            await world.PulledAsync(1, 2, 2);
            await world.SaysAsync(Scene.StatusIndex, StatusValue.Transferred);
            await world.SaysAsync(world.Scene.Acceptor.Node!.StatusBase + "0", 0, StatusValue.Invalid);
            await world.SaysAsync(world.Scene.Acceptor.Node!.StatusBase + "1", 3, StatusValue.Valid);
        }),
        Held("heads/package/a-block-is-opened", "A rollup that opens a block", async world =>
        {
            var uri = world.Scene.Home.Node!.StatusBase + "1";
            await world.UnknownAsync(uri, 1_048_575, "StatusIndexUnknown");
            world.Serve(world.Status.Rollup(0, world.Change((StatusSpace.EntryOf(1, 1_048_575), StatusValue.Invalid))).Write());
            await world.PulledAsync(1, 2, 1);
            await world.SaysAsync(uri, 1_048_575, StatusValue.Invalid);
            await world.SaysAsync(uri, 0, StatusValue.Valid);
        }),
        Held("heads/package/reserved-values", "Values that have no meaning yet are read as revoked", async world =>
        {
            world.Serve(world.Status.Rollup(0, world.Change((10, (StatusValue)0x7), (11, (StatusValue)0xF))).Write());
            await world.PulledAsync(1, 2, 1);
            await world.SaysAsync(10, StatusValue.Invalid);
            await world.SaysAsync(11, StatusValue.Invalid);
        }),
        Held("heads/package/after-a-restart", "What was fetched outlives a restart, and a rollup follows it", async world =>
        {
            await world.RestartAsync();
            await world.StandsAsync();
            await world.AcceptedAsync();
            world.Step();
            world.Serve(world.Status.Rollup(0, 1).Write());
            await world.PulledAsync(1, 2, 1);
            await world.RestartAsync();
            await world.SaysAsync(Scene.StatusIndex, StatusValue.Suspended);
            await world.RefusedAsync("Suspended");
        }),
        Held(AfterRestart, "After a restart the nation's snapshot, which follows", async world =>
        {
            world.Serve(world.Status.Snapshot(world.Step()).Write());
            await world.RestartAsync();
            await world.PulledAsync(1, 2, 1);
            await world.SaysAsync(Scene.StatusIndex, StatusValue.Suspended);
        }),
        Of("heads/package/many-exceptions", "A state of forty thousand exceptions in every value", async world =>
        {
            world.Change(Enumerable.Range(1_000, 40_000).Select(entry => ((long)entry * 17, (StatusValue)(entry % 16))).ToArray());
            world.Serve(world.Status.Snapshot(1).Write());
            await world.PulledAsync(1, 2, 1);
            await world.SaysAsync(17 * 40_002, StatusValue.Suspended);
            await world.SaysAsync(17 * 40_001, StatusValue.Invalid);
            await world.SaysAsync(17 * 40_000, StatusValue.Valid);
        }),
        Of("heads/package/without-a-log", "Packages without proof where policy names no log", async world =>
        {
            world.Serve(world.Status.Snapshot(0).Write());
            await world.PulledAsync(0, 1, 1);
            world.Step();
            world.Serve(world.Status.Rollup(0, 1).Write());
            await world.PulledAsync(1, 2, 1);
            await world.SaysAsync(Scene.StatusIndex, StatusValue.Suspended);
        }, withLog: false),
    ];

    private static ConformanceCase Of(string id, string title, Func<StateWorld, Task> play, bool withLog = true) =>
        HeadsCase.Of(id, title, null, ["7.7", "7.9", "7.11", "7.13", "7.14"], async run => await play(await StateWorld.BeginAsync(run, withLog)));

    private static ConformanceCase Held(string id, string title, Func<StateWorld, Task> play) =>
        HeadsCase.Of(id, title, null, ["7.9", "7.11", "7.14"], async run => await play(await StateWorld.HoldingAsync(run)));

    private static ConformanceCase Follows(string id, string title, Func<StateWorld, StatusPackage> package) => Held(id, title, async world =>
    {
        world.Step();
        world.Serve(package(world).Write());
        await world.PulledAsync(1, 2, 1);
        await world.SaysAsync(Scene.StatusIndex, StatusValue.Suspended);
        await world.SaysAsync(StateWorld.Revoked, StatusValue.Valid);
        await world.SaysAsync(StateWorld.Suspended, StatusValue.Suspended);
        await world.RefusedAsync("Suspended");
    });
}
