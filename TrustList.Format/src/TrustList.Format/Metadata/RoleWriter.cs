using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using M = TrustList.Format.Metadata.MetadataMembers;

namespace TrustList.Format.Metadata;

/// <summary>Writes the <c>signed</c> object of each role: the inverse of <see cref="RoleReader"/>.</summary>
internal static class RoleWriter
{
    private const string SpecVersion = "1.0.31";

    public static JsonObject Write(SignedRole role) => role switch
    {
        RootRole root => Common(root, RoleNames.Root, WriteRoot(root)),
        TimestampRole timestamp => Common(timestamp, RoleNames.Timestamp, new()
        {
            [M.Meta] = new JsonObject { [RoleNames.MetaName(RoleNames.Snapshot)] = Meta(timestamp.Snapshot) },
        }),
        SnapshotRole snapshot => Common(snapshot, RoleNames.Snapshot, new() { [M.Meta] = Map(snapshot.Meta, Meta) }),
        TargetsRole targets => Common(targets, RoleNames.Targets, WriteTargets(targets)),
        _ => throw new ArgumentException("not a role that has a file", nameof(role)),
    };

    private static JsonObject Common(SignedRole role, string type, JsonObject own)
    {
        own[M.Type] = type;
        own[M.SpecVersion] = SpecVersion;
        own[M.Version] = role.Version;
        own[M.Expires] = Instants.Format(role.Expires);
        return own;
    }

    private static JsonObject WriteRoot(RootRole root)
    {
        var own = new JsonObject
        {
            [M.ConsistentSnapshot] = root.ConsistentSnapshot,
            [M.Keys] = Keys(root.Keys),
            [M.Roles] = Map(root.Roles, WriteKeys),
        };
        if (!root.Suites.IsEmpty)
            own[M.Suites] = DemandedSuites.Write(root.Suites);
        return own;
    }

    private static JsonObject WriteTargets(TargetsRole role)
    {
        var own = new JsonObject { [M.Targets] = Map(role.Targets, Target) };
        if (role.Delegations is { } delegations)
        {
            own[M.Delegations] = new JsonObject
            {
                [M.Keys] = Keys(delegations.Keys),
                [M.Roles] = new JsonArray([.. delegations.Roles.Select(Delegated)]),
            };
        }
        return own;
    }

    private static JsonObject Delegated(DelegatedRole role)
    {
        var json = WriteKeys(role.Keys);
        json[M.Name] = role.Name;
        json[M.Terminating] = role.Terminating;
        if (role.PathHashPrefixes.IsEmpty)
            json[M.Paths] = Texts(role.Paths);
        else
            json[M.PathHashPrefixes] = Texts(role.PathHashPrefixes);
        return json;
    }

    private static JsonObject WriteKeys(RoleKeys keys) => new() { [M.KeyIds] = Texts(keys.KeyIds), [M.Threshold] = keys.Threshold };

    private static JsonObject Keys(IReadOnlyDictionary<string, MetadataKey> keys) => Map(keys, key => key.ToJson());

    private static JsonObject Meta(MetaFile file)
    {
        var json = new JsonObject { [M.Version] = file.Version };
        if (file.Length is { } length)
            json[M.Length] = length;
        if (file.Sha256 is not null || file.Sha512 is not null)
            json[M.Hashes] = Hashes(file.Sha256, file.Sha512);
        return json;
    }

    private static JsonObject Target(TargetFile file) => new() { [M.Length] = file.Length, [M.Hashes] = Hashes(file.Sha256, file.Sha512) };

    private static JsonObject Hashes(string? sha256, string? sha512)
    {
        var json = new JsonObject();
        if (!string.IsNullOrEmpty(sha256))
            json[M.Sha256] = sha256;
        if (sha512 is not null)
            json[M.Sha512] = sha512;
        return json;
    }

    private static JsonObject Map<T>(IReadOnlyDictionary<string, T> values, Func<T, JsonObject> write)
        => new(values.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, write(pair.Value))));

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
