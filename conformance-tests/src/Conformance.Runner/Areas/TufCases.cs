using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Testing;
using TrustList.Testing.Forgery;

namespace Conformance.Areas;

/// <summary>The top level of the trust list, in a first sync: forms and links of its four roles, each broken once.</summary>
internal static class TufCases
{
    private const string Honest = "tuf/honest/first-list";
    private static readonly string[] NotSigned = ["Forged"];
    private static readonly string[] Unreadable = ["Malformed", "Forged", "Mixed"];

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } =
    [
        First(Honest, "A trust list, its root at its first version", null, _ => { }),
        First("tuf/timestamp/unknown-member", "Members that nobody knows are signed with the rest", null, list => Of(list).Timestamp(signed => signed["x-test"] = 1, list.TimestampKey)),
        First("tuf/timestamp/unsigned", "A timestamp without signatures", Honest, list => Of(list).Timestamp(_ => { }), NotSigned),
        First("tuf/timestamp/changed-after-signing", "A version changed after signing", Honest, list => Change(list, "timestamp.json", "version"), NotSigned),
        First("tuf/timestamp/version-zero", "Version 0", Honest, list => Of(list).Timestamp(signed => signed["version"] = 0, list.TimestampKey), [.. Unreadable, "RolledBack"]),
        First("tuf/timestamp/another-type", "A timestamp that calls itself a snapshot", Honest, list => Of(list).Timestamp(signed => signed["_type"] = "snapshot", list.TimestampKey), Unreadable),
        First("tuf/timestamp/no-snapshot", "A timestamp that names no snapshot", Honest, list => Of(list).Timestamp(signed => signed["meta"] = new JsonObject(), list.TimestampKey), Unreadable),
        First("tuf/snapshot/unsigned", "A snapshot without signatures", Honest, list => Of(list).Snapshot(_ => { }), NotSigned),
        First("tuf/snapshot/another-version", "A snapshot of another version than its timestamp says", Honest, list => Of(list).Snapshot(signed => signed["version"] = 77, list.SnapshotKey), Unreadable),
        First("tuf/snapshot/another-type", "A snapshot that calls itself targets", Honest, list => Of(list).Snapshot(signed => signed["_type"] = "targets", list.SnapshotKey), Unreadable),
        First("tuf/snapshot/other-bytes", "Other bytes than the timestamp states, signed by the same key", Honest, OtherSnapshot, "Mixed", "TooLarge"),
        First("tuf/snapshot/no-targets", "A snapshot that lists no targets", Honest, list => Of(list).Snapshot(signed => signed["meta"]!.AsObject().Remove("targets.json"), list.SnapshotKey), [.. Unreadable, "Incomplete", "NotServed"]),
        First("tuf/targets/by-the-hub", "Targets signed by the hub's two keys", Honest, list => Of(list).Listed(RoleNames.Targets, _ => { }, list.SnapshotKey, list.TimestampKey), NotSigned),
        First("tuf/targets/by-a-region", "Targets signed by a region's operators", Honest, list => Of(list).Listed(RoleNames.Targets, _ => { }, [.. list.Regions[0].RoleKeys[..2]]), NotSigned),
        First("tuf/targets/another-version", "Targets of another version than the snapshot says", Honest, list => Of(list).Listed(RoleNames.Targets, signed => signed["version"] = 77, [.. list.TargetsKeys[..2]]), Unreadable),
        First("tuf/targets/another-type", "Targets that call themselves a root", Honest, list => Of(list).Listed(RoleNames.Targets, signed => signed["_type"] = "root", [.. list.TargetsKeys[..2]]), Unreadable),
        Anchor("tuf/anchor/unsigned", "An anchor without signatures", list => Of(list).Root(1, _ => { })),
        Anchor("tuf/anchor/negative-threshold", "An anchor whose timestamp needs -1 signatures", list => Of(list).Root(1, signed => signed["roles"]!["timestamp"]!["threshold"] = -1, [.. list.RootKeys[..3]])),
        Anchor("tuf/anchor/no-root", "A timestamp in place of the anchor", list => list.Put("1.root.json", list.Files["timestamp.json"])),
    ];

    private static RoleText Of(SimulatedRepository repository) => new(repository);

    private static ConformanceCase First(string id, string title, string? twin, Action<SimulatedRepository> forge, params string[] reasons) => new()
    {
        Id = id,
        Title = title,
        Requirements = ["SPEC 4.6", "SPEC 4.2", "TUF 5.3 to 5.6"],
        Severity = Severity.Critical,
        Features = [Feature.TrustList],
        Twin = twin,
        Play = run =>
        {
            var scene = new Scene();
            var repository = scene.Published();
            forge(repository);
            return SignedText.SyncAsync(run, scene, repository, reasons);
        },
    };

    private static ConformanceCase Anchor(string id, string title, Action<SimulatedRepository> forge) => new()
    {
        Id = id,
        Title = title,
        Requirements = ["SPEC 4.6", "SPEC 4.3", "SPEC 4.4"],
        Severity = Severity.Critical,
        Features = [Feature.TrustList],
        Twin = Honest,
        Play = async run =>
        {
            var scene = new Scene();
            var repository = scene.Published();
            forge(repository);
            (await run.HubAsync()).Files = repository.Files;
            // A client may look at its anchor when it is given or when it first needs it.
            if (await run.TryAsync(new JsonObject { ["cmd"] = "init", ["anchor"] = Convert.ToBase64String(repository.Anchor) }, Expectation.Done))
                await run.SyncAsync(scene.SyncedAt, Expectation.Rejected("AnchorRefused", "Malformed", "Forged"));
        },
    };

    private static void Change(SimulatedRepository list, string name, string member)
    {
        var file = CanonicalJson.Parse(list.Files[name], Limits.MetadataBytes).Value;
        file["signed"]![member] = 78;
        list.Put(name, CanonicalJson.EncodeText(file));
    }

    private static void OtherSnapshot(SimulatedRepository list)
    {
        var timestamp = list.Files["timestamp.json"];
        Of(list).Snapshot(signed => signed["x-test"] = 1, list.SnapshotKey);
        list.Put("timestamp.json", timestamp);
    }
}
