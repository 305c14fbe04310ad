using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Signing;
using TrustList.Testing;

namespace Conformance.Areas;

/// <summary>Delegated roles: whether they count, for which paths, and in which order; and roots that follow one another.</summary>
internal static class TufDelegationCases
{
    private const string Honest = "tuf/honest/resolve", HonestPrefix = "tuf/honest/path-hash-prefix", HonestLast = "tuf/honest/second-delegation", HonestMany = "tuf/honest/many-delegations", Rotated = "tuf/honest/rotation";
    private const string Role = "extra", Mine = "extra/file", Deep = "extra/deep/file", Other = "other/file";

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } =
    [
        Resolved(Honest, null, "A file that a delegated role lists", Mine, world => world.Delegate(Role, Paths(), Mine)),
        Resolved("tuf/delegation/signed-by-a-stranger", Honest, "The same, but another key signed the role", Mine, world => world.Delegate(Role, Paths(), Mine), world => world.Sign(Role, Key()), "BelowThreshold"),
        Resolved("tuf/delegation/expired", Honest, "The same, but the role has expired", Mine, Expired, null, "Expired"),
        Resolved("tuf/delegation/path-not-covered", Honest, "A file that the role lists, but may not speak for", Other, world => world.Delegate(Role, Paths(), Mine, Other), null, "NotListed", "Incomplete"),
        Resolved("tuf/delegation/star-and-slash", Honest, "A file in a folder below the one that the role may speak for", Deep, world => world.Delegate(Role, Paths(), Mine, Deep), null, "NotListed", "Incomplete"),
        Resolved(HonestPrefix, null, "A file whose path has a hash that the delegation covers", Mine, world => world.Delegate(Role, Prefix(Mine), Mine)),
        Resolved("tuf/delegation/hash-not-covered", HonestPrefix, "A file whose path has another hash", Other, world => world.Delegate(Role, Prefix(Mine), Mine, Other), null, "NotListed", "Incomplete"),
        Resolved(HonestLast, null, "A file that only the second of two delegations lists", Mine, world => Two(world, terminating: false)),
        Resolved("tuf/delegation/terminating", HonestLast, "The same, but the first delegation ends the search", Mine, world => Two(world, terminating: true), null, "NotListed", "Incomplete"),
        Synced(HonestMany, null, "Nine hundred delegations", world => Many(world, 900)),
        Synced("tuf/delegation/a-thousand-and-more", HonestMany, "More than a thousand delegations", world => Many(world, 1_001), "Malformed", "TooLarge"),
        Synced("tuf/delegation/neither-paths-nor-prefixes", HonestMany, "A delegation that says neither paths nor path_hash_prefixes", world => world.Delegate(Role, Shape(), Mine), "Malformed"),
        Synced(Rotated, null, "A second root, signed by the operators of the first and by its own", world => Rotate(world, 2, 2, [.. world.Root, .. Fresh(world)])),
        Synced("tuf/root/by-the-old-operators-alone", Rotated, "The same, signed by the operators of the first alone", world => Rotate(world, 2, 2, world.Root), "Forged"),
        Synced("tuf/root/by-the-new-operators-alone", Rotated, "The same, signed by its own operators alone", world => Rotate(world, 2, 2, Fresh(world)), "Forged"),
        Synced("tuf/root/version-skipped", Rotated, "The same, but it calls itself the third", world => Rotate(world, 2, 3, [.. world.Root, .. Fresh(world)]), "Mixed"),
        Case("tuf/root/newer-one-withheld", Rotated, "After the second root a hub that serves the first alone, and a list by a key that the second took away", async run =>
        {
            var world = new TufWorld();
            await world.InitAsync(run);
            var thief = world.Repository.TimestampKey;
            world.Repository.TimestampKey = Key();
            Rotate(world, 2, 2, [.. world.Root, .. Fresh(world)]);
            world.Sign(RoleNames.Timestamp, world.Repository.TimestampKey);
            await world.SyncAsync(run);
            world.Remove("2.root.json");
            world.Change(RoleNames.Timestamp, signed => signed["version"] = 9, thief);
            await world.SyncAsync(run, "Forged");
        }, []),
        Case("tuf/timestamp/older-snapshot", Honest, "A newer timestamp, signed by its own key, that names the snapshot before", async run =>
        {
            var world = new TufWorld();
            await world.InitAsync(run);
            await world.SyncAsync(run);
            var older = world.SignedOf(RoleNames.Snapshot);
            older["version"] = 1;
            world.Remove("2.snapshot.json");
            world.Change(RoleNames.Timestamp, signed => signed["version"] = 9, world.Repository.TimestampKey);
            world.Put(RoleNames.Snapshot, older, TufWorld.Signature(older, world.Repository.SnapshotKey));
            await world.SyncAsync(run, "RolledBack");
        }, []),
        Case("tuf/timestamp/lower-version", Honest, "A timestamp of a lower version, signed by its own key, that names the same snapshot", async run =>
        {
            var world = new TufWorld();
            await world.InitAsync(run);
            await world.SyncAsync(run);
            world.Change(RoleNames.Timestamp, signed => signed["version"] = 1, world.Repository.TimestampKey);
            await world.SyncAsync(run, "RolledBack");
        }, []),
    ];

    private static ConformanceCase Resolved(string id, string? twin, string title, string path, Action<TufWorld> build, Action<TufWorld>? spoil = null, params string[] reasons) => Case(id, twin, title, async run =>
    {
        var world = new TufWorld();
        build(world);
        spoil?.Invoke(world);
        await world.InitAsync(run);
        await world.SyncAsync(run);
        await world.ResolveAsync(run, path, reasons);
    }, [Feature.Resolve]);

    private static ConformanceCase Synced(string id, string? twin, string title, Action<TufWorld> build, params string[] reasons) => Case(id, twin, title, async run =>
    {
        var world = new TufWorld();
        await world.InitAsync(run);
        build(world);
        await world.SyncAsync(run, reasons);
    }, []);

    private static ConformanceCase Case(string id, string? twin, string title, Func<CaseRun, Task> play, ImmutableArray<string> more) => new()
    {
        Id = id,
        Title = title,
        Requirements = ["SPEC 4.4", "SPEC 4.5", "SPEC 4.6", "TUF 5.3", "TUF 5.6.7"],
        Severity = Severity.Critical,
        Features = twin == Honest ? [Feature.TrustList, Feature.Resolve] : [Feature.TrustList, .. more],
        Twin = twin,
        Play = play,
    };

    private static JsonObject Shape() => new() { ["terminating"] = false };

    private static JsonObject Paths(bool terminating = false) => new() { ["terminating"] = terminating, ["paths"] = new JsonArray("extra/*") };

    private static JsonObject Prefix(string path)
    {
        var shape = Shape();
        shape["path_hash_prefixes"] = new JsonArray(LowerHex.Of(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..8]);
        return shape;
    }

    private static void Two(TufWorld world, bool terminating)
    {
        world.Delegate(Role, Paths(terminating), "extra/another");
        world.Delegate("later", Paths(), Mine);
    }

    private static void Expired(TufWorld world)
    {
        world.Delegate(Role, Paths(), Mine);
        world.Expire(Role);
    }

    private static void Many(TufWorld world, int count) => world.Change(RoleNames.Targets, signed =>
    {
        var roles = signed["delegations"]!["roles"]!.AsArray();
        var last = (JsonObject)roles[^1]!;
        for (var i = roles.Count; i < count; i++)
        {
            var more = (JsonObject)last.DeepClone();
            (more["name"], more["paths"]) = ($"more-{i}", new JsonArray($"more/{i}/*"));
            roles.Add(more);
        }
    }, world.Targets);

    private static ISigner Key() => TestKeys.Create(SignatureAlgorithm.ES256);

    // Three operators of five are replaced: the old and the new threshold share nobody.
    private static ISigner[] Fresh(TufWorld world) => world.NewOperators;

    private static void Rotate(TufWorld world, long place, long version, ISigner[] signers)
    {
        var next = world.SignedOf(RoleNames.Root);
        next["version"] = version;
        var keys = next["keys"]!.AsObject();
        foreach (var signer in Fresh(world).Append(world.Repository.TimestampKey))
            keys[MetadataKey.Of(signer.PublicKey).KeyId] = TufWorld.Key(signer);
        next["roles"]!["root"]!["keyids"] = Ids(Fresh(world));
        next["roles"]!["timestamp"]!["keyids"] = Ids([world.Repository.TimestampKey]);
        world.PutRoot(place, next, signers);
    }

    private static JsonArray Ids(ISigner[] signers) => new([.. signers.Select(signer => JsonValue.Create(MetadataKey.Of(signer.PublicKey).KeyId))]);
}
