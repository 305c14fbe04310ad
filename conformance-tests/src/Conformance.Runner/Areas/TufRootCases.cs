using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Metadata;
using TrustList.Format.Signing;

namespace Conformance.Areas;

/// <summary>Roots that follow one another, and what a client keeps of them.</summary>
internal static class TufRootCases
{
    private const string Rotated = "tuf/honest/rotation", Three = "tuf/honest/three-roots", Twenty = "tuf/honest/twenty-roots", Most = "tuf/honest/roots-as-many-as-one-run-follows", Kept = "tuf/honest/root-of-a-run-that-failed", Later = "tuf/honest/list-after-a-rotation";

    // SPEC.md §1.2: one run follows so many.
    private const int MostRotations = 256;
    private static readonly TufArea Area = new("SPEC 4.4", "SPEC 4.6", "SPEC 1.2", "TUF 5.3");

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } = [.. Second(), .. Chains(), .. Keeping()];

    private static IEnumerable<ConformanceCase> Second()
    {
        yield return Area.Synced(Rotated, null, "A second root, signed by the operators of the first and by its own", world => world.Roots.Rotate());
        yield return Area.Synced("tuf/root/by-the-old-operators-alone", Rotated, "The same, signed by the operators of the first alone", world => world.Roots.Rotate(world.Root), "Forged");
        yield return Area.Synced("tuf/root/by-the-new-operators-alone", Rotated, "The same, signed by its own operators alone", world => world.Roots.Rotate(world.Roots.NewOperators), "Forged");
        yield return Area.Synced("tuf/root/by-neither", Rotated, "The same, signed by three strangers", world => world.Roots.Rotate([TufWorld.NewKey(), TufWorld.NewKey(), TufWorld.NewKey()]), "Forged");
        yield return Area.Synced("tuf/root/by-two-of-the-old", Rotated, "The same, signed by two of the three of the first that are needed", world => world.Roots.Rotate([.. world.Root[..2], .. world.Roots.NewOperators]), "Forged");
        yield return Area.Synced("tuf/root/by-two-of-the-new", Rotated, "The same, signed by two of its own three that are needed", world => world.Roots.Rotate([.. world.Root, .. world.Roots.NewOperators[..2]]), "Forged");
        yield return Area.Synced("tuf/root/threshold-above-the-keys", Rotated, "The same, but it demands four signatures and names three keys", world => world.Roots.Rotate(change: next => next["roles"]!["root"]!["threshold"] = 4), "Forged");
        yield return Area.Synced("tuf/root/version-skipped", Rotated, "The same, but it calls itself the third", world => world.Roots.Rotate(change: next => next["version"] = 3), "Mixed");
        yield return Area.Synced("tuf/root/version-of-the-first", Rotated, "The same, but it calls itself the first", world => world.Roots.Rotate(change: next => next["version"] = 1), "RolledBack", "Mixed");
        yield return Area.Synced("tuf/root/another-type", Rotated, "The same, but it calls itself targets", world => world.Roots.Rotate(change: next => next["_type"] = "targets"), "Malformed");
    }

    private static IEnumerable<ConformanceCase> Chains()
    {
        yield return Chain(Three, null, "Three roots, each of other operators", 3);
        yield return Chain("tuf/root/third-by-the-first-operators", Three, "The same, but the operators of the first signed for the second", 3, (at, roots) => at == 3 ? [.. roots[0], .. roots[2]] : null);
        yield return Chain("tuf/root/third-by-itself-alone", Three, "The same, but the third is signed by its own operators alone", 3, (at, roots) => at == 3 ? roots[2] : null);
        yield return Chain("tuf/root/second-without-its-own", Three, "The same, but the second lacks the signatures of its own operators", 3, (at, roots) => at == 2 ? roots[0] : null);
        yield return Chain(Twenty, null, "Twenty roots, each of other operators", 20);
        yield return Chain("tuf/root/tenth-by-the-old-operators-alone", Twenty, "The same, but the tenth lacks the signatures of its own operators", 20, (at, roots) => at == 10 ? roots[8] : null);
        yield return Chain("tuf/root/tenth-by-two-of-the-old", Twenty, "The same, but one signature of three of the ninth's operators is missing on the tenth", 20, (at, roots) => at == 10 ? [.. roots[8][..2], .. roots[9]] : null);
        yield return Chain("tuf/root/twentieth-by-itself-alone", Twenty, "The same, but the last is signed by its own operators alone", 20, (at, roots) => at == 20 ? roots[19] : null);
        yield return Area.Told(Most, null, "As many roots as one run follows", (run, world) => FollowAsync(run, world, MostRotations));
        yield return Area.Told("tuf/root/one-more-than-one-run-follows", Most, "One root more: the run ends, keeps what it followed, and the next goes on from there",
            (run, world) => FollowAsync(run, world, MostRotations + 1, "TooLarge", "TooManyRoots"));
    }

    private static IEnumerable<ConformanceCase> Keeping()
    {
        yield return Area.Told(Kept, null, "A second root brings another timestamp key; the run ends without its list, the next has it", (run, world) => KeptAsync(run, world, thief: false));
        yield return Area.Told("tuf/root/kept-though-the-run-failed", Kept, "The same, but then the second root is withheld, and the list is by the key that it took away", (run, world) => KeptAsync(run, world, thief: true));
        yield return Area.Told(Later, null, "After the second root a later list by the timestamp key that it brought", (run, world) => LaterAsync(run, world, withheld: false, thief: false));
        yield return Area.Told("tuf/honest/root-withheld-later", null, "The same, but the hub serves the first root alone: who has the second does not need it", (run, world) => LaterAsync(run, world, withheld: true, thief: false));
        yield return Area.Told("tuf/root/newer-one-withheld", Later, "The same, but the hub serves the first root alone, and the list is by a key that the second took away", (run, world) => LaterAsync(run, world, withheld: true, thief: true));
    }

    private static ConformanceCase Chain(string id, string? twin, string title, int count, Func<int, ISigner[][], ISigner[]?>? signers = null) => Area.Synced(id, twin, title, world =>
    {
        ISigner[][] roots = [world.Root, .. Enumerable.Range(1, count - 1).Select(_ => new[] { TufWorld.NewKey(), TufWorld.NewKey(), TufWorld.NewKey() })];
        for (var at = 2; at <= count; at++)
            world.Roots.Add(roots[at - 1], signers?.Invoke(at, roots) ?? [.. roots[at - 2], .. roots[at - 1]]);
    }, twin is null ? [] : ["Forged"]);

    // Both sync twice.
    private static async Task FollowAsync(CaseRun run, TufWorld world, int rotations, params string[] reasons)
    {
        for (var i = 0; i < rotations; i++)
            world.Roots.Add(world.Root, world.Root);
        await world.InitAsync(run);
        await world.SyncAsync(run, reasons);
        await world.SyncAsync(run);
    }

    private static async Task KeptAsync(CaseRun run, TufWorld world, bool thief)
    {
        await world.InitAsync(run);
        await world.SyncAsync(run);
        var old = Rotate(world);
        world.Renew(RoleNames.Snapshot, 3, _ => { }, world.Repository.SnapshotKey);
        var snapshot = world["3.snapshot.json"];
        world.Withhold(RoleNames.Snapshot);
        await world.SyncAsync(run, "NotServed");
        world["3.snapshot.json"] = snapshot;
        if (thief)
            world.Remove("2.root.json");
        world.Change(RoleNames.Timestamp, signed => signed["version"] = 9, thief ? old : world.Repository.TimestampKey);
        await (thief ? world.SyncAsync(run, "Forged") : world.SyncAsync(run));
    }

    private static async Task LaterAsync(CaseRun run, TufWorld world, bool withheld, bool thief)
    {
        await world.InitAsync(run);
        var old = Rotate(world);
        await world.SyncAsync(run);
        var evidence = world.Evidence();
        if (withheld)
            world.Remove("2.root.json");
        world.Change(RoleNames.Timestamp, signed => signed["version"] = 9, thief ? old : world.Repository.TimestampKey);
        evidence["trustList"]!["timestamp"] = 9;
        await world.SyncAsync(run, thief ? Expectation.Rejected("Forged") : Expectation.Accepted(evidence));
    }

    private static ISigner Rotate(TufWorld world)
    {
        var old = world.Repository.TimestampKey;
        world.Repository.TimestampKey = TufWorld.NewKey();
        world.Roots.Rotate();
        world.Change(RoleNames.Timestamp, signed => signed["version"] = 3, world.Repository.TimestampKey);
        return old;
    }
}
