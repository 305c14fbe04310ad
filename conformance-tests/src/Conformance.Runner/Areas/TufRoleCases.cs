using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Signing;
using TrustList.Testing;

namespace Conformance.Areas;

/// <summary>The top-level roles: who must sign them, how many, until when; each wrong in one thing, all else signed again.</summary>
internal static class TufRoleCases
{
    private const string Honest = "tuf/honest/sync";

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } =
    [
        Synced(Honest, "Every role signed again by its own keys", world => world.Sign(RoleNames.Targets, world.Targets)),
        Synced("tuf/signatures/timestamp-by-another-key", "The timestamp signed by a key that root does not name for it", world => world.Sign(RoleNames.Timestamp, world.Repository.SnapshotKey), "Forged"),
        Synced("tuf/signatures/snapshot-by-another-key", "The snapshot signed by a key that root does not name for it", world => world.Sign(RoleNames.Snapshot, world.Repository.TimestampKey), "Forged"),
        Synced("tuf/signatures/targets-by-strangers", "Targets signed by two keys of nobody", world => world.Sign(RoleNames.Targets, Key(), Key()), "Forged"),
        Synced("tuf/signatures/targets-by-root-keys", "Targets signed by two operators of root", world => world.Sign(RoleNames.Targets, world.Root[..2]), "Forged"),
        Synced("tuf/signatures/targets-by-one", "Targets signed by one of the two needed", world => world.Sign(RoleNames.Targets, world.Targets[..1]), "Forged"),
        Synced("tuf/signatures/one-signature-twice", "Targets with one signature twice", world => Twice(world), "Forged", "Malformed"),
        Synced("tuf/signatures/one-key-two-identifiers", "Targets signed by one key under two identifiers", TwoIdentifiers, "Forged"),
        Synced("tuf/expiry/timestamp", "A timestamp that has expired", world => world.Change(RoleNames.Timestamp, signed => Expire(world, signed), world.Repository.TimestampKey), "Frozen"),
        Synced("tuf/expiry/snapshot", "A snapshot that has expired", world => world.Change(RoleNames.Snapshot, signed => Expire(world, signed), world.Repository.SnapshotKey), "Frozen"),
        Synced("tuf/expiry/targets", "Targets that have expired", world => world.Change(RoleNames.Targets, signed => Expire(world, signed), world.Targets), "Frozen"),
        Synced("tuf/expiry/root", "A newest root that has expired", world => world.Change(RoleNames.Root, signed => Expire(world, signed), world.Root), "Frozen"),
        Synced("tuf/form/spec-version", "A timestamp of spec_version 2.0.0", world => world.Change(RoleNames.Timestamp, signed => signed["spec_version"] = "2.0.0", world.Repository.TimestampKey), "Malformed"),
        Synced("tuf/form/type", "A snapshot that calls itself a timestamp", world => world.Change(RoleNames.Snapshot, signed => signed["_type"] = "timestamp", world.Repository.SnapshotKey), "Malformed"),
        Synced("tuf/form/threshold-zero", "A delegation with the threshold 0, to a role that nobody signed", world =>
        {
            world.Change(RoleNames.Targets, signed => signed["delegations"]!["roles"]![0]!["threshold"] = 0, world.Targets);
            world.Sign((string)world.SignedOf(RoleNames.Targets)["delegations"]!["roles"]![0]!["name"]!);
        }, "Forged", "Malformed"),
        Anchor("tuf/anchor/below-threshold", "An anchor with two of the three signatures that it demands", world => world.Sign(RoleNames.Root, world.Root[..2])),
        Anchor("tuf/anchor/key-identifier", "An anchor with a key under an identifier that is not its hash", world => world.Change(RoleNames.Root, signed =>
        {
            var keys = signed["keys"]!.AsObject();
            var id = MetadataKey.Of(world.Repository.TimestampKey.PublicKey).KeyId;
            (keys[new string('0', 64)], signed["roles"]!["timestamp"]!["keyids"]) = (keys[id]!.DeepClone(), new JsonArray(new string('0', 64)));
        }, world.Root)),
        Anchor("tuf/suites/demand-not-met", "An anchor that demands a suite which nobody signed with", world =>
            world.Change(RoleNames.Root, signed => signed["x-suites"] = new JsonObject { ["ed25519"] = 1 }, world.Root)) with { Features = [Feature.TrustList, Feature.Licences] },
        Anchor("tuf/suites/unknown", "An anchor that demands a suite which nobody knows", world =>
            world.Change(RoleNames.Root, signed => signed["x-suites"] = new JsonObject { ["es256"] = 2, ["rot13"] = 1 }, world.Root)) with { Features = [Feature.TrustList, Feature.Licences] },
        Anchor("tuf/suites/sm2-beside-others", "An anchor that reaches its threshold of three by two signatures and one of SM2", Sm2Beside),
    ];

    private static ConformanceCase Synced(string id, string title, Action<TufWorld> change, params string[] reasons) => Case(id, title, async run =>
    {
        var world = new TufWorld();
        change(world);
        await world.InitAsync(run);
        await world.SyncAsync(run, reasons);
    });

    private static ConformanceCase Anchor(string id, string title, Action<TufWorld> change) => Case(id, title, run =>
    {
        var world = new TufWorld();
        change(world);
        return world.InitAsync(run, refused: true);
    });

    private static ConformanceCase Case(string id, string title, Func<CaseRun, Task> play) => new()
    {
        Id = id,
        Title = title,
        Requirements = ["SPEC 4.2", "SPEC 4.4", "SPEC 4.6", "TUF 5"],
        Severity = Severity.Critical,
        Features = [Feature.TrustList],
        Twin = id == Honest ? null : Honest,
        Play = play,
    };

    private static ISigner Key() => TestKeys.Create(SignatureAlgorithm.ES256);

    private static void Expire(TufWorld world, JsonObject signed) => signed["expires"] = Instants.Format(world.Now);

    private static void Twice(TufWorld world)
    {
        var signed = world.SignedOf(RoleNames.Targets);
        var signature = TufWorld.Signature(signed, world.Targets[0]);
        world.Put(RoleNames.Targets, signed, signature, (JsonObject)signature.DeepClone());
    }

    // A member more gives the same key another hash.
    private static void TwoIdentifiers(TufWorld world)
    {
        var one = world.Targets[0];
        var same = TufWorld.Key(one);
        same["x-note"] = "the same key";
        var second = LowerHex.Of(SHA256.HashData(CanonicalJson.Encode(same)));
        world.Change(RoleNames.Root, signed =>
        {
            signed["keys"]!.AsObject()[second] = same;
            signed["roles"]!["targets"]!["keyids"]!.AsArray().Add(second);
        }, world.Root);
        var targets = world.SignedOf(RoleNames.Targets);
        world.Put(RoleNames.Targets, targets, TufWorld.Signature(targets, one), TufWorld.Signature(targets, one, second));
    }

    private static void Sm2Beside(TufWorld world)
    {
        var sm2 = TestKeys.Create(SignatureAlgorithm.SM2);
        var id = MetadataKey.Of(sm2.PublicKey).KeyId;
        world.Change(RoleNames.Root, signed =>
        {
            signed["keys"]!.AsObject()[id] = TufWorld.Key(sm2);
            signed["roles"]!["root"]!["keyids"]!.AsArray().Add(id);
        }, world.Root[0], world.Root[1], sm2);
    }
}
