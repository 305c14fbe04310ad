using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;

namespace Conformance.Areas;

/// <summary>One delegated role: whether it counts, by whose signatures, and for which paths.</summary>
internal static class TufDelegationCases
{
    private const string Honest = "tuf/honest/resolve", ByTwo = "tuf/honest/delegation-by-two", Prefixed = "tuf/honest/path-hash-prefix", One = "tuf/honest/one-delegation-more", Many = "tuf/honest/many-delegations";
    private const string Role = "extra", Mine = "extra/file", Deep = "extra/deep/file", Other = "other/file", Upwards = "extra/../file";
    private static readonly string[] NotFound = ["NotListed", "Incomplete"];
    private static readonly TufArea Area = new("SPEC 4.4", "SPEC 4.5", "SPEC 4.6", "TUF 5.6.7");

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } = [.. Signatures(), .. Files(), .. Coverage(), .. Forms()];

    private static IEnumerable<ConformanceCase> Signatures()
    {
        yield return Area.Resolved(Honest, null, "A file that a delegated role lists", Mine, Delegate);
        yield return Resolved("signed-by-a-stranger", "The same, but another key signed the role", world => world.Sign(Role, TufWorld.NewKey()), "BelowThreshold");
        yield return Resolved("signed-by-its-delegator", "The same, but the keys of its delegator signed the role", world => world.Sign(Role, world.Targets), "BelowThreshold");
        yield return Resolved("signed-by-the-hub", "The same, but the hub's keys signed the role", world => world.Sign(Role, world.Repository.SnapshotKey, world.Repository.TimestampKey), "BelowThreshold");
        yield return Resolved("signed-by-a-region", "The same, but a region signed, to which the same role delegates", world => world.Sign(Role, world.Repository.Regions[0].RoleKeys.AsSpan()[..2]), "BelowThreshold");
        yield return Resolved("unsigned", "The same, but nobody signed the role", world => world.Sign(Role), "BelowThreshold");
        yield return Resolved("expired", "The same, but the role has expired", world => world.Change(Role, signed => signed["expires"] = Instants.Format(world.Now), world.Roles.KeysOf(Role)), "Expired");
        yield return Pair(ByTwo, null, "A role that needs two signatures and has them", _ => { });
        yield return Pair("tuf/delegation/below-threshold", ByTwo, "The same, but it has one of them", world => world.Sign(Role, world.Roles.KeysOf(Role)[..1]), "BelowThreshold");
        yield return Pair("tuf/delegation/one-signature-twice", ByTwo, "The same, but it has one of them twice", Twice, "BelowThreshold", "Malformed");
        yield return Pair("tuf/delegation/one-key-two-identifiers", ByTwo, "The same, but the second key is the first under another identifier", TwoIdentifiers, "BelowThreshold");
        yield return Pair("tuf/delegation/threshold-above-the-keys", ByTwo, "The same, but it needs three signatures and has two keys", world => Entry(world, entry => entry["threshold"] = 3), "BelowThreshold");
    }

    private static IEnumerable<ConformanceCase> Files()
    {
        yield return Resolved("another-type", "The same, but the role calls itself a root", world => world.Change(Role, signed => signed["_type"] = "root", world.Roles.KeysOf(Role)), "WrongType", "Malformed");
        yield return Resolved("another-version", "The same, but the role has another version than the snapshot says", world => world.Change(Role, signed => signed["version"] = 77, world.Roles.KeysOf(Role)), "VersionMismatch", "Mixed");
        yield return Resolved("not-in-the-snapshot", "The same, but the snapshot does not list the role", world => world.Change(RoleNames.Snapshot, signed => signed["meta"]!.AsObject().Remove("extra.json"), world.Repository.SnapshotKey), [.. NotFound, "Mixed"]);
        yield return Resolved("not-served", "The same, but the hub does not serve the role", world => world.Withhold(Role), "NotServed");
    }

    private static IEnumerable<ConformanceCase> Coverage()
    {
        yield return Area.Resolved("tuf/delegation/path-not-covered", Honest, "A file that the role lists, but may not speak for", Other, world => world.Roles.Delegate(Role, Paths(), Mine, Other), NotFound);
        yield return Area.Resolved("tuf/delegation/star-and-slash", Honest, "A file in a folder below the one that the role may speak for", Deep, world => world.Roles.Delegate(Role, Paths(), Mine, Deep), NotFound);
        yield return Area.Resolved("tuf/delegation/path-with-dots", Honest, "A path with a segment that leads upwards, for which the role may speak", Upwards, world =>
        {
            world.Roles.Delegate(Role, TufDelegations.Paths("extra/../*"), Mine, Upwards);
            world[TufDelegations.NameOf(Upwards).Replace("extra/../", string.Empty, StringComparison.Ordinal)] = world[TufDelegations.NameOf(Upwards)];
        }, [.. NotFound, "Malformed", "NotServed"]);
        yield return Area.Resolved("tuf/honest/question-mark", null, "A file whose path has one letter where the pattern has ?", Mine, world => world.Roles.Delegate(Role, TufDelegations.Paths("extra/fil?"), Mine));
        yield return Area.Resolved("tuf/delegation/question-mark-and-slash", "tuf/honest/question-mark", "A pattern with ? where the path has a slash", Mine, world => world.Roles.Delegate(Role, TufDelegations.Paths("extra?file"), Mine), NotFound);
        yield return Area.Resolved("tuf/delegation/question-mark-and-nothing", "tuf/honest/question-mark", "A pattern with ? where the path has nothing", Mine, world => world.Roles.Delegate(Role, TufDelegations.Paths("extra/file?"), Mine), NotFound);
        yield return Area.Resolved("tuf/delegation/beginning-of-the-path", Honest, "A pattern that is the beginning of the path", Mine, world => world.Roles.Delegate(Role, TufDelegations.Paths("extra/"), Mine), NotFound);
        yield return Area.Resolved(Prefixed, null, "A file whose path has a hash that the delegation covers", Mine, world => world.Roles.Delegate(Role, TufDelegations.Prefix(Mine), Mine));
        yield return Area.Resolved("tuf/delegation/hash-not-covered", Prefixed, "A file whose path has another hash", Other, world => world.Roles.Delegate(Role, TufDelegations.Prefix(Mine), Mine, Other), NotFound);
    }

    private static IEnumerable<ConformanceCase> Forms()
    {
        yield return Area.Synced(One, null, "One delegation more", Delegate);
        foreach (var name in new[] { RoleNames.Root, RoleNames.Timestamp, RoleNames.Snapshot, RoleNames.Targets })
            yield return Formed($"to-{name}", $"The same, but to {name}", entry => entry["name"] = name);
        yield return Formed("neither-paths-nor-prefixes", "The same, but it says neither paths nor path_hash_prefixes", entry => entry.Remove("paths"));
        yield return Formed("paths-and-prefixes", "The same, but it says both paths and path_hash_prefixes", entry => entry["path_hash_prefixes"] = new JsonArray("00"));
        yield return Formed("threshold-zero", "The same, but it needs no signature", entry => entry["threshold"] = 0, "Forged");
        yield return Area.Synced("tuf/delegation/one-name-twice", One, "The same twice in one role", world =>
        {
            Delegate(world);
            world.Roles.Change(RoleNames.Targets, delegations => delegations["roles"]!.AsArray().Add(delegations["roles"]![0]!.DeepClone()));
        }, "Malformed");
        yield return Area.Synced(Many, null, "Nine hundred delegations", world => Add(world, 900));
        yield return Area.Synced("tuf/delegation/a-thousand-and-more", Many, "More than a thousand delegations", world => Add(world, 1_001), "Malformed", "TooLarge");
    }

    private static ConformanceCase Resolved(string name, string title, Action<TufWorld> spoil, params string[] reasons) => Area.Resolved($"tuf/delegation/{name}", Honest, title, Mine, world =>
    {
        Delegate(world);
        spoil(world);
    }, reasons);

    private static ConformanceCase Pair(string id, string? twin, string title, Action<TufWorld> spoil, params string[] reasons) => Area.Resolved(id, twin, title, Mine, world =>
    {
        world.Roles.Name(RoleNames.Targets, Role, Paths(), 2, TufWorld.NewKey(), TufWorld.NewKey());
        world.Roles.Publish(Role, Mine);
        spoil(world);
    }, reasons);

    private static ConformanceCase Formed(string name, string title, Action<JsonObject> change, params string[] besides) => Area.Synced($"tuf/delegation/{name}", One, title, world =>
    {
        Delegate(world);
        Entry(world, change);
    }, ["Malformed", .. besides]);

    private static JsonObject Paths() => TufDelegations.Paths("extra/*");

    private static void Delegate(TufWorld world) => world.Roles.Delegate(Role, Paths(), Mine);

    private static void Entry(TufWorld world, Action<JsonObject> change) => world.Roles.Change(RoleNames.Targets, delegations => change((JsonObject)delegations["roles"]![0]!));

    private static void Twice(TufWorld world)
    {
        var signed = world.SignedOf(Role);
        var signature = TufWorld.Signature(signed, world.Roles.KeysOf(Role)[0]);
        world.PutSignatures(Role, signed, signature, (JsonObject)signature.DeepClone());
    }

    private static void TwoIdentifiers(TufWorld world)
    {
        var one = world.Roles.KeysOf(Role)[0];
        var (second, same) = TufWorld.SecondIdentifier(one);
        world.Roles.Change(RoleNames.Targets, delegations =>
        {
            delegations["keys"]!.AsObject()[second] = same;
            delegations["roles"]![0]!["keyids"] = new JsonArray(TufWorld.IdOf(one), second);
        });
        var signed = world.SignedOf(Role);
        world.PutSignatures(Role, signed, TufWorld.Signature(signed, one), TufWorld.Signature(signed, one, second));
    }

    private static void Add(TufWorld world, int count) => world.Roles.Change(RoleNames.Targets, delegations =>
    {
        var roles = delegations["roles"]!.AsArray();
        var last = (JsonObject)roles[^1]!;
        for (var i = roles.Count; i < count; i++)
        {
            var more = (JsonObject)last.DeepClone();
            (more["name"], more["paths"]) = ($"more-{i}", new JsonArray($"more/{i}/*"));
            roles.Add(more);
        }
    });
}
