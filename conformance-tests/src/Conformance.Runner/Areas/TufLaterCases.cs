using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Metadata;

namespace Conformance.Areas;

/// <summary>A second list after a first: what may not go back, and what is verified again.</summary>
internal static class TufLaterCases
{
    private const string Later = "tuf/honest/later-timestamp", LaterSnapshot = "tuf/honest/later-snapshot", Again = "tuf/honest/delegated-role-again";
    private const string Role = "extra", Mine = "extra/file";
    private static readonly TufArea Area = new("SPEC 4.6", "TUF 5.4.3", "TUF 5.5.5", "TUF 5.6.7");

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } =
    [
        Area.Told(Later, null, "A timestamp of a higher version that names the same snapshot", (run, world) => TimestampAsync(run, world, 9)),
        Area.Told("tuf/timestamp/lower-version", Later, "A timestamp of a lower version, signed by its own key, that names the same snapshot", (run, world) => TimestampAsync(run, world, 1, "RolledBack")),
        Area.Told("tuf/honest/timestamp-of-the-same-version", null, "A timestamp of the same version that names a newer snapshot is no change", SameVersionAsync),
        Area.Told(LaterSnapshot, null, "A newer timestamp that names the snapshot that follows", (run, world) => SnapshotAsync(run, world, 3)),
        Area.Told("tuf/timestamp/older-snapshot", LaterSnapshot, "A newer timestamp, signed by its own key, that names the snapshot before", (run, world) => SnapshotAsync(run, world, 1, "RolledBack")),
        Area.Told(Again, null, "A delegated role is fetched; then targets appear anew and delegate as before", (run, world) => AgainAsync(run, world, otherKey: false), Feature.Resolve),
        Area.Told("tuf/delegation/held-when-its-keys-change", Again, "The same, but targets now name another key for the role, which is as it was", (run, world) => AgainAsync(run, world, otherKey: true), Feature.Resolve),
    ];

    private static async Task TimestampAsync(CaseRun run, TufWorld world, long version, params string[] reasons)
    {
        await world.InitAsync(run);
        await world.SyncAsync(run);
        world.Change(RoleNames.Timestamp, signed => signed["version"] = version, world.Repository.TimestampKey);
        await world.SyncAsync(run, reasons);
    }

    private static async Task SameVersionAsync(CaseRun run, TufWorld world)
    {
        await world.InitAsync(run);
        await world.SyncAsync(run);
        var held = world.Evidence();
        world.Renew(RoleNames.Snapshot, 3, _ => { }, world.Repository.SnapshotKey);
        await world.SyncAsync(run, Expectation.Accepted(held));
    }

    private static async Task SnapshotAsync(CaseRun run, TufWorld world, long version, params string[] reasons)
    {
        await world.InitAsync(run);
        await world.SyncAsync(run);
        world.Renew(RoleNames.Snapshot, version, _ => { }, world.Repository.SnapshotKey);
        world.Change(RoleNames.Timestamp, signed => signed["version"] = 9, world.Repository.TimestampKey);
        await world.SyncAsync(run, reasons);
    }

    private static async Task AgainAsync(CaseRun run, TufWorld world, bool otherKey)
    {
        world.Roles.Delegate(Role, TufDelegations.Paths("extra/*"), Mine);
        await world.InitAsync(run);
        await world.SyncAsync(run);
        await world.ResolveAsync(run, Mine);
        world.Renew(RoleNames.Targets, 9, signed => Name(signed, otherKey), world.Targets);
        world.Renew(RoleNames.Snapshot, 9, _ => { }, world.Repository.SnapshotKey);
        world.Change(RoleNames.Timestamp, signed => signed["version"] = 9, world.Repository.TimestampKey);
        await world.SyncAsync(run);
        await world.ResolveAsync(run, Mine, otherKey ? ["BelowThreshold"] : []);
    }

    private static void Name(JsonObject targets, bool otherKey)
    {
        if (!otherKey)
            return;
        var (key, delegations) = (TufWorld.NewKey(), targets["delegations"]!);
        delegations["keys"]!.AsObject()[TufWorld.IdOf(key)] = TufWorld.Key(key);
        delegations["roles"]![0]!["keyids"] = new JsonArray(TufWorld.IdOf(key));
    }
}
