using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Signing;

namespace Conformance.Areas;

/// <summary>Files that are not what their lister states: another hash under the right length, another length under the right hash.</summary>
internal static class TufListedCases
{
    private const string Sync = "tuf/honest/sync", Resolve = "tuf/honest/resolve";
    private const string Role = "extra", Mine = "extra/file", Region = "region-310000";
    private static readonly TufArea Area = new("SPEC 4.6", "TUF 5.5.2", "TUF 5.6.2", "TUF 5.7.2");

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } = [.. Metadata(), .. Targets()];

    private static IEnumerable<ConformanceCase> Metadata()
    {
        foreach (var (role, title, signers) in new (string Role, string Title, Func<TufWorld, ISigner[]> Signers)[]
        {
            (RoleNames.Snapshot, "The snapshot", world => [world.Repository.SnapshotKey]),
            (RoleNames.Targets, "Targets", world => world.Targets),
            (Region, "A region's role", world => [.. world.Repository.Regions[0].RoleKeys[..2]]),
            (Role, "A delegated role", world => world.Roles.KeysOf(Role)),
        })
        {
            yield return Played(role, "listed-with-another-hash", $"{title}, listed with its length and another hash", world => world.List(role, Wrong), "Mixed", "HashMismatch");
            yield return Played(role, "listed-as-longer", $"{title}, listed with its hash and a byte more", world => world.List(role, entry => Lengthen(entry, 1)), "Mixed", "LengthMismatch");
            yield return Played(role, "listed-as-shorter", $"{title}, listed with its hash and a byte less", world => world.List(role, entry => Lengthen(entry, -1)), "Mixed", "LengthMismatch", "TooLarge");
            yield return Played(role, "other-bytes-of-the-same-length", $"{title} of the same version and length with other content, signed by the same keys", world => world.Exchange(role, signers(world)), "Mixed", "HashMismatch");
        }
    }

    private static IEnumerable<ConformanceCase> Targets()
    {
        yield return File("listed-with-another-hash", "A target file listed with its length and another hash, under which it is served", AnotherHash, "Mixed", "HashMismatch");
        yield return File("listed-as-longer", "A target file listed with its hash and a byte more", world => List(world, entry => Lengthen(entry, 1)), "Mixed", "LengthMismatch");
        yield return File("listed-as-shorter", "A target file listed with its hash and a byte less", world => List(world, entry => Lengthen(entry, -1)), "Mixed", "LengthMismatch", "TooLarge");
        yield return File("other-bytes-of-the-same-length", "A target file with one letter changed", world => Serve(world, content => [.. content[..^1], (byte)'!']), "Mixed", "HashMismatch");
        yield return File("byte-behind", "A target file with a byte behind it", world => Serve(world, content => [.. content, (byte)'!']), "Mixed", "LengthMismatch", "TooLarge");
        yield return File("byte-missing", "A target file without its last byte", world => Serve(world, content => content[..^1]), "Mixed", "LengthMismatch");
        yield return File("not-served", "A target file that the hub does not serve", world => world.Remove(TufDelegations.NameOf(Mine)), "NotServed");
    }

    // What a plain TUF client loads in a sync, a verifier of the federation alone, or who asks for a file.
    private static ConformanceCase Played(string role, string name, string title, Action<TufWorld> spoil, params string[] reasons) => role switch
    {
        Role => File($"role-{name}", title, spoil, reasons),
        Region => Area.Synced($"tuf/region/{name}", Sync, title, spoil, reasons) with { Features = [Feature.TrustList, Feature.Licences] },
        _ => Area.Synced($"tuf/{role}/{name}", Sync, title, spoil, reasons),
    };

    private static ConformanceCase File(string name, string title, Action<TufWorld> spoil, params string[] reasons) => Area.Resolved($"tuf/target/{name}", Resolve, title, Mine, world =>
    {
        world.Roles.Delegate(Role, TufDelegations.Paths("extra/*"), Mine);
        spoil(world);
    }, reasons);

    private static void List(TufWorld world, Action<JsonObject> change) => world.Change(Role, signed => change((JsonObject)signed["targets"]![Mine]!), world.Roles.KeysOf(Role));

    private static void Serve(TufWorld world, Func<byte[], byte[]> change) => world[TufDelegations.NameOf(Mine)] = change(world[TufDelegations.NameOf(Mine)]);

    private static void AnotherHash(TufWorld world)
    {
        var content = world[TufDelegations.NameOf(Mine)];
        List(world, Wrong);
        world[ConsistentNames.Target(Mine, NoHash)] = content;
    }

    private static readonly string NoHash = LowerHex.Of(SHA256.HashData(Encoding.UTF8.GetBytes("other bytes")));

    private static void Wrong(JsonObject entry) => entry["hashes"]!["sha256"] = NoHash;

    private static void Lengthen(JsonObject entry, int by) => entry["length"] = (long)entry["length"]! + by;
}
