using System.Collections.Immutable;
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
    private static readonly TufArea Area = new("SPEC 4.2", "SPEC 4.4", "SPEC 4.6", "TUF 5");

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } = [.. Signatures(), .. Expiries(), .. Forms(), .. Anchors()];

    private static IEnumerable<ConformanceCase> Signatures()
    {
        yield return Area.Synced(Honest, null, "Every role signed again by its own keys", world => world.Sign(RoleNames.Targets, world.Targets));
        yield return Area.Synced("tuf/signatures/timestamp-by-another-key", Honest, "The timestamp signed by a key that root does not name for it", world => world.Sign(RoleNames.Timestamp, world.Repository.SnapshotKey), "Forged");
        yield return Area.Synced("tuf/signatures/snapshot-by-another-key", Honest, "The snapshot signed by a key that root does not name for it", world => world.Sign(RoleNames.Snapshot, world.Repository.TimestampKey), "Forged");
        yield return Area.Synced("tuf/signatures/targets-by-strangers", Honest, "Targets signed by two keys of nobody", world => world.Sign(RoleNames.Targets, TufWorld.NewKey(), TufWorld.NewKey()), "Forged");
        yield return Area.Synced("tuf/signatures/targets-by-root-keys", Honest, "Targets signed by two operators of root", world => world.Sign(RoleNames.Targets, world.Root[..2]), "Forged");
        yield return Area.Synced("tuf/signatures/targets-by-one", Honest, "Targets signed by one of the two needed", world => world.Sign(RoleNames.Targets, world.Targets[..1]), "Forged");
        yield return Area.Synced("tuf/signatures/one-signature-twice", Honest, "Targets with one signature twice", Twice, "Forged", "Malformed");
        yield return Area.Synced("tuf/signatures/one-key-two-identifiers", Honest, "Targets signed by one key under two identifiers", TwoIdentifiers, "Forged");
        yield return Area.Synced("tuf/signatures/threshold-above-the-keys", Honest, "A timestamp for which root demands two signatures and names one key", world => world.Change(RoleNames.Root, signed => signed["roles"]!["timestamp"]!["threshold"] = 2, world.Root), "Forged");
    }

    private static IEnumerable<ConformanceCase> Expiries()
    {
        yield return Area.Synced("tuf/expiry/timestamp", Honest, "A timestamp that has expired", world => Expire(world, RoleNames.Timestamp, world.Repository.TimestampKey), "Frozen");
        yield return Area.Synced("tuf/expiry/snapshot", Honest, "A snapshot that has expired", world => Expire(world, RoleNames.Snapshot, world.Repository.SnapshotKey), "Frozen");
        yield return Area.Synced("tuf/expiry/targets", Honest, "Targets that have expired", world => Expire(world, RoleNames.Targets, world.Targets), "Frozen");
        yield return Area.Synced("tuf/expiry/root", Honest, "A newest root that has expired", world => Expire(world, RoleNames.Root, world.Root), "Frozen");
    }

    private static IEnumerable<ConformanceCase> Forms()
    {
        yield return Area.Synced("tuf/form/spec-version", Honest, "A timestamp of spec_version 2.0.0", world => world.Change(RoleNames.Timestamp, signed => signed["spec_version"] = "2.0.0", world.Repository.TimestampKey), "Malformed");
        yield return Area.Synced("tuf/form/type", Honest, "A snapshot that calls itself a timestamp", world => world.Change(RoleNames.Snapshot, signed => signed["_type"] = "timestamp", world.Repository.SnapshotKey), "Malformed");
        yield return Area.Synced("tuf/form/threshold-zero", Honest, "A delegation with the threshold 0, to a role that nobody signed", world =>
        {
            world.Change(RoleNames.Targets, signed => signed["delegations"]!["roles"]![0]!["threshold"] = 0, world.Targets);
            world.Sign((string)world.SignedOf(RoleNames.Targets)["delegations"]!["roles"]![0]!["name"]!);
        }, "Forged", "Malformed");
    }

    private static IEnumerable<ConformanceCase> Anchors()
    {
        yield return Area.Anchor("tuf/anchor/below-threshold", Honest, "An anchor with two of the three signatures that it demands", world => world.Sign(RoleNames.Root, world.Root[..2]));
        yield return Area.Anchor("tuf/anchor/threshold-above-the-keys", Honest, "An anchor that demands six signatures and names five keys", world => world.Change(RoleNames.Root, signed => signed["roles"]!["root"]!["threshold"] = 6, [.. world.Repository.RootKeys]));
        yield return Area.Anchor("tuf/anchor/key-identifier", Honest, "An anchor with a key under an identifier that is not its hash", world => world.Change(RoleNames.Root, signed =>
        {
            var keys = signed["keys"]!.AsObject();
            (keys[new string('0', 64)], signed["roles"]!["timestamp"]!["keyids"]) = (keys[TufWorld.IdOf(world.Repository.TimestampKey)]!.DeepClone(), new JsonArray(new string('0', 64)));
        }, world.Root));
        yield return Demand("tuf/suites/demand-not-met", "An anchor that demands a suite which nobody signed with", new JsonObject { ["ed25519"] = 1 });
        yield return Demand("tuf/suites/unknown", "An anchor that demands a suite which nobody knows", new JsonObject { ["es256"] = 2, ["rot13"] = 1 });
        yield return Area.Anchor("tuf/suites/sm2-beside-others", Honest, "An anchor that reaches its threshold of three by two signatures and one of SM2", Sm2Beside);
    }

    private static ConformanceCase Demand(string id, string title, JsonObject suites) =>
        Area.Anchor(id, Honest, title, world => world.Change(RoleNames.Root, signed => signed["x-suites"] = suites.DeepClone(), world.Root)) with { Features = [Feature.TrustList, Feature.Licences] };

    private static void Expire(TufWorld world, string role, params ISigner[] signers) => world.Change(role, signed => signed["expires"] = Instants.Format(world.Now), signers);

    private static void Twice(TufWorld world)
    {
        var signed = world.SignedOf(RoleNames.Targets);
        var signature = TufWorld.Signature(signed, world.Targets[0]);
        world.PutSignatures(RoleNames.Targets, signed, signature, (JsonObject)signature.DeepClone());
    }

    private static void TwoIdentifiers(TufWorld world)
    {
        var one = world.Targets[0];
        var (second, same) = TufWorld.SecondIdentifier(one);
        world.Change(RoleNames.Root, signed =>
        {
            signed["keys"]!.AsObject()[second] = same;
            signed["roles"]!["targets"]!["keyids"]!.AsArray().Add(second);
        }, world.Root);
        var targets = world.SignedOf(RoleNames.Targets);
        world.PutSignatures(RoleNames.Targets, targets, TufWorld.Signature(targets, one), TufWorld.Signature(targets, one, second));
    }

    private static void Sm2Beside(TufWorld world)
    {
        var sm2 = TestKeys.Create(SignatureAlgorithm.SM2);
        world.Change(RoleNames.Root, signed =>
        {
            signed["keys"]!.AsObject()[TufWorld.IdOf(sm2)] = TufWorld.Key(sm2);
            signed["roles"]!["root"]!["keyids"]!.AsArray().Add(TufWorld.IdOf(sm2));
        }, world.Root[0], world.Root[1], sm2);
    }
}
