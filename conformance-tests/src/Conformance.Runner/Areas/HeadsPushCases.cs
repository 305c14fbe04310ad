using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Status;
using TrustList.Testing;
using TrustList.Testing.Forgery;

namespace Conformance.Areas;

/// <summary>What the feed says: heads that count before their epoch, epochs that settle them, repetitions and gaps.</summary>
internal static class HeadsPushCases
{
    /// <summary>What a bent head, and what a bent epoch, differs from.</summary>
    public const string Next = "heads/push/next", Epoch = "heads/push/epoch";

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } =
    [
        Of(Next, "The next head: what is more severe counts at once, what is milder waits", null, async world =>
        {
            await world.PushedAsync(Harder(world), 0, 2, 1);
            await world.SaysAsync(Scene.StatusIndex, StatusValue.Suspended);
            await world.SaysAsync(StateWorld.Revoked, StatusValue.Invalid);
            await world.RefusedAsync("Suspended");
        }),
        Of(Epoch, "An epoch settles the head that waits for it", null, async world =>
        {
            await world.PushedAsync(Harder(world), 0, 2, 1);
            await world.SealedAsync(world.Status.Proof(world.Status.Seal(world.Now)), world.Holds(1, 2, 1), ("310000", 2));
            await world.SaysAsync(Scene.StatusIndex, StatusValue.Suspended);
            await world.SaysAsync(StateWorld.Revoked, StatusValue.Valid);
        }),
        Of("heads/push/epoch-with-a-lying-hint", "The same with another version named beside it", null, async world =>
        {
            await world.PushedAsync(Harder(world), 0, 2, 1);
            await world.SealedAsync(world.Status.Proof(world.Status.Seal(world.Now)), world.Holds(1, 2, 1), ("310000", 1), ("330000", 9));
            await world.SaysAsync(StateWorld.Revoked, StatusValue.Valid);
        }),
        Of("heads/push/epoch-of-the-first-of-two", "Two heads wait and the epoch has the first", null, async world =>
        {
            await world.PushedAsync(Harder(world), 0, 2, 1);
            await world.PushedAsync(world.Next((StateWorld.Suspended, StatusValue.Valid), (9, StatusValue.Invalid)), 0, 3, 1);
            await world.SealedAsync(world.Status.Proof(world.Status.Seal(world.Now, ("310000", 2))), world.Holds(1, 3, 1), ("310000", 2));
            await world.SaysAsync(StateWorld.Revoked, StatusValue.Valid);
            await world.SaysAsync(StateWorld.Suspended, StatusValue.Suspended);
            await world.SaysAsync(9, StatusValue.Invalid);
        }),
        Of("heads/push/taken-back", "A revocation that the next head takes back stands until the epoch", Next, async world =>
        {
            await world.PushedAsync(world.Next((9, StatusValue.Invalid)), 0, 2, 1);
            await world.PushedAsync(world.Next((9, StatusValue.Valid)), 0, 3, 1);
            await world.SaysAsync(9, StatusValue.Invalid);
            await world.SealedAsync(world.Status.Proof(world.Status.Seal(world.Now)), world.Holds(1, 3, 1), ("310000", 3));
            await world.SaysAsync(9, StatusValue.Valid);
        }),
        Of("heads/push/repeated", "Heads and epochs that were seen before change nothing", null, async world =>
        {
            var (first, second) = (world.Status.HeadOf("310000", 1), Harder(world));
            await world.PushedAsync(second, 0, 2, 1);
            await world.PushedAsync(second, 0, 2, 1);
            await world.PushedAsync(first, 0, 2, 1);
            await world.SealedAsync(world.Status.Proof(world.Status.Seal(world.Now)), world.Holds(1, 2, 1), ("310000", 2));
            await world.SealedAsync(world.Status.Proof(0), world.Holds(1, 2, 1), ("310000", 1));
            await world.PushedAsync(second, 1, 2, 1);
            await world.SaysAsync(StateWorld.Revoked, StatusValue.Valid);
        }),
        Of("heads/push/a-block-is-opened", "A head that opens a block", null, async world =>
        {
            await world.PushedAsync(world.Next((StatusSpace.EntryOf(1, 5), StatusValue.Invalid)), 0, 2, 1);
            await world.SaysAsync(world.Scene.Home.Node!.StatusBase + "1", 5, StatusValue.Invalid);
        }),
        Of("heads/push/then-a-package", "A package of the epoch before leaves what waits in force", null, async world =>
        {
            await world.PushedAsync(Harder(world), 0, 2, 1);
            world.Serve(world.Status.Snapshot(0).Write());
            await world.PulledAsync(0, 2, 1);
            await world.SaysAsync(Scene.StatusIndex, StatusValue.Suspended);
        }),
        Of("heads/push/then-its-package", "A package of the epoch that has the head settles it", null, async world =>
        {
            await world.PushedAsync(Harder(world), 0, 2, 1);
            world.Serve(world.Status.Rollup(0, world.Status.Seal(world.Now)).Write());
            await world.PulledAsync(1, 2, 1);
            await world.SaysAsync(StateWorld.Revoked, StatusValue.Valid);
        }),
        Of("heads/push/without-a-log", "Without a log a head is settled when it comes", null, async world =>
        {
            await world.PushedAsync(Harder(world), 0, 2, 1);
            await world.SaysAsync(Scene.StatusIndex, StatusValue.Suspended);
            await world.SaysAsync(StateWorld.Revoked, StatusValue.Valid);
            await world.RestartAsync();
            await world.SaysAsync(Scene.StatusIndex, StatusValue.Suspended);
        }, withLog: false),
        HeadsCase.Of("heads/push/the-first-head", "A region's first head, of which nothing was fetched", null, ["7.8", "7.14"], async run =>
        {
            var world = await StateWorld.BeginAsync(run);
            await world.PushedAsync(world.Status.HeadOf("310000", 1), StateWorld.NoEpoch, 1, 0);
            await world.SaysAsync(StateWorld.Revoked, StatusValue.Invalid);
            await world.UnknownAsync(world.Scene.StatusUri, Scene.StatusIndex, "StatusListMissing");
        }),

        Of("heads/push/gap", "The head after the next", Next, async world =>
        {
            Harder(world);
            await world.NotPushedAsync(world.Next((9, StatusValue.Invalid)), "Gap");
            await world.StandsAsync();
            await world.PushedAsync(world.Status.HeadOf("310000", 2), 0, 2, 1);
            await world.PushedAsync(world.Status.HeadOf("310000", 3), 0, 3, 1);
        }),
        Of("heads/push/epoch-of-heads-that-are-not-here", "An epoch with a head that was not said", Epoch, async world =>
        {
            Harder(world);
            await world.SealedAsync(world.Status.Proof(world.Status.Seal(world.Now)), Expectation.Rejected("Gap"), ("310000", 2));
            await world.StandsAsync();
            await world.PushedAsync(world.Status.HeadOf("310000", 2), 0, 2, 1);
            await world.SealedAsync(world.Status.Proof(1), world.Holds(1, 2, 1), ("310000", 2));
        }),
        BadEpoch("epoch-below-the-quorum", "An epoch that one witness of two cosigned", (world, epoch) => world.Log!.Prove(epoch, world.Now, witnesses: ["320000"])),
        BadEpoch("epoch-without-proof", "An epoch without proof", (_, _) => []),
        BadEpoch("epoch-of-another-log", "An epoch of another log", (world, epoch) =>
        {
            var other = new SimulatedLog("310000", "320000");
            foreach (var one in world.Log!.Epochs)
                other.Append(one);
            return other.Prove(epoch, world.Now);
        }),
        BadEpoch("epoch-not-the-newest-leaf", "An epoch under a checkpoint of a longer log", (world, epoch) =>
        {
            world.Status.Seal(world.Now);
            return world.Log!.Prove(epoch, world.Now);
        }),
        BadEpoch("epoch-from-later", "An epoch from two minutes after now", (world, epoch) =>
        {
            world.Log!.Append(world.Log.Epochs[(int)epoch] with { Time = world.Now.AddMinutes(2) });
            return world.Log.Prove(epoch + 1, world.Now);
        }),
        Equivocation("two-heads-of-one-version", "Another head of the version that waits", pushed: true),
        Equivocation("two-heads-of-a-settled-version", "Another head of the version that an epoch covers", pushed: false),
    ];

    /// <summary>A head that suspends the licence and lifts the revocation of entry 8.</summary>
    public static SimulatedHead Harder(StateWorld world) => world.Next((Scene.StatusIndex, StatusValue.Suspended), (StateWorld.Revoked, StatusValue.Valid));

    private static ConformanceCase Of(string id, string title, string? twin, Func<StateWorld, Task> play, bool withLog = true) =>
        HeadsCase.Of(id, title, twin, ["7.8", "7.9", "7.14"], async run => await play(await StateWorld.HoldingAsync(run, withLog)));

    private static ConformanceCase BadEpoch(string name, string title, Func<StateWorld, long, byte[]> proof) => Of($"heads/push/{name}", title, Epoch, async world =>
    {
        await world.PushedAsync(Harder(world), 0, 2, 1);
        var bad = proof(world, world.Status.Seal(world.Now));
        await world.SealedAsync(bad, Expectation.Rejected("NotWitnessed", "Gap"), ("310000", 2));
        await world.SaysAsync(Scene.StatusIndex, StatusValue.Suspended);
        await world.SaysAsync(StateWorld.Revoked, StatusValue.Invalid);
    }) with { Severity = Severity.Critical };

    private static ConformanceCase Equivocation(string name, string title, bool pushed) => Of($"heads/push/{name}", title, Next, async world =>
    {
        if (pushed)
            await world.PushedAsync(Harder(world), 0, 2, 1);
        var held = world.HeadOf(world.Scene.Home, pushed ? 2 : 1).Claims;
        var other = new SimulatedHead("310000", held.Version, HeadToken.Of(world.Scene, held with { StateRoot = new RegionStatus(1).Root() }).Write(asJwt: false), world.Status.HeadOf("310000", held.Version).Delta);
        await world.NotPushedAsync(other, "Equivocation");
        await world.SaysAsync(Scene.StatusIndex, pushed ? StatusValue.Suspended : StatusValue.Valid);
        await world.SaysAsync(StateWorld.Suspended, StatusValue.Suspended);
    }) with { Severity = Severity.Critical };
}
