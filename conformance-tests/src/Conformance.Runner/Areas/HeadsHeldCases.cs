using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Registry;
using TrustList.Format.Status;
using TrustList.Testing.Forgery;

namespace Conformance.Areas;

/// <summary>What a verifier holds binds it: no package leads back, and no region says two things under one number.</summary>
internal static class HeadsHeldCases
{
    private const string Kept = "heads/held/key-that-stays";

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } =
    [
        Of("older-package", "After an epoch the package of the one before", HeadsPackageCases.Rollup, async world =>
        {
            await TakenAsync(world);
            await BackAsync(world, world.Status.Snapshot(0).Write());
        }),
        Of("older-package-after-a-restart", "The same after a restart", HeadsPackageCases.AfterRestart, async world =>
        {
            await TakenAsync(world);
            await world.RestartAsync();
            await BackAsync(world, world.Status.Snapshot(0).Write());
        }),
        Of("older-package-after-a-kill", "The same after a kill", HeadsPackageCases.AfterRestart, async world =>
        {
            await TakenAsync(world);
            await world.KillAsync();
            await BackAsync(world, world.Status.Snapshot(0).Write());
        }) with { Flags = [CaseFlag.Kills] },
        Of("older-epoch-of-the-same-heads", "The package of the epoch before, of which every head is held still", "heads/package/nothing-changed", async world =>
        {
            world.Now += TimeSpan.FromMinutes(1);
            world.Serve(world.Status.Snapshot(world.Status.Seal(world.Now)).Write());
            await world.PulledAsync(1, 1, 1);
            world.Serve(world.Status.Snapshot(0).Write());
            await world.NotPulledAsync("RolledBack");
        }),
        Of("older-head-in-a-later-epoch", "A later epoch, witnessed, with the head before", HeadsPackageCases.Rollup, async world =>
        {
            await TakenAsync(world);
            await BackAsync(world, world.Status.Snapshot(world.Status.Seal(world.Now, ("310000", 1))).Write());
        }),
        Of("older-head-without-a-log", "The package before, where no log is named", "heads/package/without-a-log", async world =>
        {
            await TakenAsync(world);
            await BackAsync(world, world.Status.Snapshot(0).Write());
        }, withLog: false),
        Of("another-head-of-the-version", "A later epoch, witnessed, with another head of the version that is held", HeadsPackageCases.Rollup, async world =>
        {
            await TakenAsync(world);
            world.Serve(Other(world));
            await world.NotPulledAsync("Equivocation");
            await world.SaysAsync(Scene.StatusIndex, StatusValue.Suspended);
        }),
        Of("another-head-of-the-version-without-a-log", "Another head of the version that is held, where no log is named", "heads/package/without-a-log", async world =>
        {
            await TakenAsync(world);
            world.Serve(Other(world));
            await world.NotPulledAsync("Equivocation");
            await world.SaysAsync(Scene.StatusIndex, StatusValue.Suspended);
        }, withLog: false),
        Of("another-head-of-a-version-that-waits", "An epoch, witnessed, with another head of the version that waits", "heads/push/then-its-package", async world =>
        {
            await world.PushedAsync(HeadsPushCases.Harder(world), 0, 2, 1);
            world.Serve(Other(world));
            await world.NotPulledAsync("Equivocation");
            await world.SaysAsync(Scene.StatusIndex, StatusValue.Suspended);
        }),
        Of("key-that-stays", "The trust list moves on, and the key stays", null, async world =>
        {
            await world.LaterAsync(TimeSpan.FromHours(1));
            await world.StandsAsync();
            await world.AcceptedAsync();
        }),
        Lost("key-compromised", "The region declares the key lost that signed its head", world => Keys(world, key => key with { History = [.. key.History, new(KeyState.Compromised, world.Now, "Lost by the test")] })),
        Lost("key-past-its-end", "The time of the key that signed the head is over", world => Keys(world, key => key with { SignUntil = world.Now.AddMinutes(-2), ValidUntil = world.Now.AddMinutes(-1) })),
        Lost("region-suspended", "The region is suspended", Suspend),
        HeadsCase.Of("heads/held/head-of-a-suspended-region", "The next head of a region that is suspended", HeadsPushCases.Next, ["7.14", "5.7"], async run =>
        {
            var world = await StateWorld.HoldingAsync(run);
            await world.LaterAsync(TimeSpan.FromMinutes(1), _ => Suspend(world));
            await world.NotPushedAsync(HeadsPushCases.Harder(world), "UnknownKey");
        }, Severity.Critical),
        HeadsCase.Of("heads/held/head-of-a-lost-key", "The next head by a key that the region declares lost", HeadsPushCases.Next, ["7.8", "7.14"], async run =>
        {
            var world = await StateWorld.HoldingAsync(run);
            await world.LaterAsync(TimeSpan.FromMinutes(1), _ => Keys(world, key => key with { History = [.. key.History, new(KeyState.Compromised, world.Now, "Lost by the test")] }));
            await world.NotPushedAsync(HeadsPushCases.Harder(world), "UnknownKey");
        }, Severity.Critical),
    ];

    private static ConformanceCase Of(string name, string title, string? twin, Func<StateWorld, Task> play, bool withLog = true) => HeadsCase.Of(
        $"heads/held/{name}", title, twin, ["7.8", "7.14"], async run => await play(await StateWorld.HoldingAsync(run, withLog)), Severity.Critical);

    private static ConformanceCase Lost(string name, string title, Action<StateWorld> change) => Of(name, title, Kept, async world =>
    {
        await world.LaterAsync(TimeSpan.FromHours(1), _ => change(world));
        await world.UnknownAsync(world.Scene.StatusUri, Scene.StatusIndex, "StatusListMissing");
        await world.RefusedAsync("StatusListMissing", "RegionSuspended");
        await world.RestartAsync();
        await world.UnknownAsync(world.Scene.StatusUri, Scene.StatusIndex, "StatusListMissing");
        await world.RefusedAsync("StatusListMissing", "RegionSuspended");
    });

    private static async Task TakenAsync(StateWorld world)
    {
        world.Serve(world.Status.Snapshot(world.Step()).Write());
        await world.PulledAsync(1, 2, 1);
        await world.SaysAsync(Scene.StatusIndex, StatusValue.Suspended);
    }

    private static async Task BackAsync(StateWorld world, byte[] package)
    {
        world.Serve(package);
        await world.NotPulledAsync("RolledBack");
        await world.SaysAsync(Scene.StatusIndex, StatusValue.Suspended);
        await world.RefusedAsync("Suspended");
    }

    // The region signs a second head of version 2, in which nothing is against anybody; with a log a witnessed epoch has it.
    private static byte[] Other(StateWorld world)
    {
        var claims = world.HeadOf(world.Scene.Home, 2).Claims;
        var state = new RegionStatus(1);
        var bytes = StatusHead.Sign(claims with { StateRoot = state.Root() }, world.Scene.Home.StatusKey, world.Scene.Home.StatusKey.PublicKey.Thumbprint);
        var head = VerifiedStatusHead.Verify(bytes, claims.Region, _ => world.Scene.Home.StatusKey.PublicKey, world.Now).Value;
        var acceptor = world.HeadOf(world.Scene.Acceptor, 1).Hash;
        var package = new StatusPackage
        {
            Kind = StatusPackageKind.Snapshot,
            Heads = [CompactHead.Of(head)],
            Others = [("320000", acceptor)],
            Payloads = [StatusSnapshotCodec.Encode(state)],
        };
        if (world.Log is not { } log)
            return package.Write();
        var epoch = log.Append(log.Epochs[^1] with { Time = world.Now, HeadsRoot = HeadsTree.Root([("310000", head.Hash), ("320000", acceptor)]) });
        return (package with { LogProof = log.Prove(epoch.Number, world.Now) }).Write();
    }

    private static void Suspend(StateWorld world) => world.Scene.Home.Record = world.Scene.Home.Record with
    {
        History = [.. world.Scene.Home.Record.History, new(RegionState.Suspended, world.Now.AddSeconds(-1), "By the test")],
    };

    private static void Keys(StateWorld world, Func<StatusKey, StatusKey> change) =>
        world.Scene.Home.Issuers = world.Scene.Home.Issuers with { StatusKeys = [.. world.Scene.Home.Issuers.StatusKeys.Select(change)] };
}
