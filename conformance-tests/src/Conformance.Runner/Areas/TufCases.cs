using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;

namespace Conformance.Areas;

/// <summary>The top level of the trust list, in a first sync: forms and links of its four roles, each broken once.</summary>
internal static class TufCases
{
    private const string Honest = "tuf/honest/first-list";
    private static readonly string[] NotSigned = ["Forged"];
    private static readonly string[] Unreadable = ["Malformed", "Forged", "Mixed"];
    private static readonly TufArea Area = new("SPEC 4.6", "SPEC 4.2", "TUF 5.3 to 5.6");

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } =
    [
        Area.Synced(Honest, null, "A trust list, its root at its first version", _ => { }),
        Area.Synced("tuf/timestamp/unknown-member", null, "Members that nobody knows are signed with the rest", world => Timestamp(world, signed => signed["x-test"] = 1)),
        Area.Synced("tuf/timestamp/unsigned", Honest, "A timestamp without signatures", world => world.Sign(RoleNames.Timestamp), NotSigned),
        Area.Synced("tuf/timestamp/changed-after-signing", Honest, "A version changed after signing", ChangeSigned, NotSigned),
        Area.Synced("tuf/timestamp/version-zero", Honest, "Version 0", world => Timestamp(world, signed => signed["version"] = 0), [.. Unreadable, "RolledBack"]),
        Area.Synced("tuf/timestamp/another-type", Honest, "A timestamp that calls itself a snapshot", world => Timestamp(world, signed => signed["_type"] = "snapshot"), Unreadable),
        Area.Synced("tuf/timestamp/no-snapshot", Honest, "A timestamp that names no snapshot", world => Timestamp(world, signed => signed["meta"] = new JsonObject()), Unreadable),
        .. new[] { "_type", "spec_version", "version", "expires", "meta" }.Select(member => Area.Synced(
            $"tuf/form/no-{member.TrimStart('_').Replace('_', '-')}", Honest, $"A timestamp without {member}", world => Timestamp(world, signed => signed.Remove(member)), Unreadable)),
        Area.Synced("tuf/snapshot/unsigned", Honest, "A snapshot without signatures", world => world.Sign(RoleNames.Snapshot), NotSigned),
        Area.Synced("tuf/snapshot/another-version", Honest, "A snapshot of another version than its timestamp says", world => Snapshot(world, signed => signed["version"] = 77), Unreadable),
        Area.Synced("tuf/snapshot/another-type", Honest, "A snapshot that calls itself targets", world => Snapshot(world, signed => signed["_type"] = "targets"), Unreadable),
        Area.Synced("tuf/snapshot/other-bytes", Honest, "Other bytes than the timestamp states, signed by the same key", OtherSnapshot, "Mixed", "TooLarge"),
        Area.Synced("tuf/snapshot/no-targets", Honest, "A snapshot that lists no targets", world => Snapshot(world, signed => signed["meta"]!.AsObject().Remove("targets.json")), [.. Unreadable, "Incomplete", "NotServed"]),
        Area.Synced("tuf/targets/by-the-hub", Honest, "Targets signed by the hub's two keys", world => world.Sign(RoleNames.Targets, world.Repository.SnapshotKey, world.Repository.TimestampKey), NotSigned),
        Area.Synced("tuf/targets/by-a-region", Honest, "Targets signed by a region's operators", world => world.Sign(RoleNames.Targets, world.Repository.Regions[0].RoleKeys.AsSpan()[..2]), NotSigned),
        Area.Synced("tuf/targets/another-version", Honest, "Targets of another version than the snapshot says", world => Targets(world, signed => signed["version"] = 77), Unreadable),
        Area.Synced("tuf/targets/another-type", Honest, "Targets that call themselves a root", world => Targets(world, signed => signed["_type"] = "root"), Unreadable),
        Area.Anchor("tuf/anchor/unsigned", Honest, "An anchor without signatures", world => world.Sign(RoleNames.Root)),
        Area.Anchor("tuf/anchor/negative-threshold", Honest, "An anchor whose timestamp needs -1 signatures", world => world.Change(RoleNames.Root, signed => signed["roles"]!["timestamp"]!["threshold"] = -1, world.Root)),
        Area.Anchor("tuf/anchor/no-root", Honest, "A timestamp in place of the anchor", world => world["1.root.json"] = world[ConsistentNames.Timestamp]),
        Area.Anchor("tuf/anchor/no-snapshot-role", Honest, "An anchor that names nobody for the snapshot", world => world.Change(RoleNames.Root, signed => signed["roles"]!.AsObject().Remove("snapshot"), world.Root)),
    ];

    private static void Timestamp(TufWorld world, Action<JsonObject> change) => world.Change(RoleNames.Timestamp, change, world.Repository.TimestampKey);

    private static void Snapshot(TufWorld world, Action<JsonObject> change) => world.Change(RoleNames.Snapshot, change, world.Repository.SnapshotKey);

    private static void Targets(TufWorld world, Action<JsonObject> change) => world.Change(RoleNames.Targets, change, world.Targets);

    private static void ChangeSigned(TufWorld world)
    {
        var file = JsonNode.Parse(world[ConsistentNames.Timestamp])!;
        file["signed"]!["version"] = 78;
        world[ConsistentNames.Timestamp] = CanonicalJson.EncodeText(file);
    }

    private static void OtherSnapshot(TufWorld world)
    {
        var timestamp = world[ConsistentNames.Timestamp];
        Snapshot(world, signed => signed["x-test"] = 1);
        world[ConsistentNames.Timestamp] = timestamp;
    }
}
