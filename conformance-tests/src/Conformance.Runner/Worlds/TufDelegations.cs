using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Signing;

namespace Conformance.Worlds;

/// <summary>Roles that <c>targets</c> or one another delegate to, in the order in which they were made and in front of the regions'.</summary>
/// <param name="world">The repository.</param>
internal sealed class TufDelegations(TufWorld world)
{
    private readonly Dictionary<string, ISigner[]> keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> made = new(StringComparer.Ordinal);

    /// <summary>A delegation by patterns.</summary>
    public static JsonObject Paths(params ReadOnlySpan<string> patterns) =>
        new() { ["terminating"] = false, ["paths"] = new JsonArray([.. patterns.ToArray().Select(pattern => JsonValue.Create(pattern))]) };

    /// <summary>A delegation by the first digits of a path's hash.</summary>
    public static JsonObject Prefix(string path) =>
        new() { ["terminating"] = false, ["path_hash_prefixes"] = new JsonArray(LowerHex.Of(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..8]) };

    /// <summary>What a <c>resolve</c> that takes a path must rest on.</summary>
    public static JsonObject EvidenceOf(string path) => new() { ["sha256"] = Hash(Content(path)), ["length"] = Content(path).Length };

    /// <summary>Where a target file is served.</summary>
    public static string NameOf(string path) => ConsistentNames.Target(path, Hash(Content(path)));

    /// <summary>Who signs a role.</summary>
    public ISigner[] KeysOf(string role) => role == RoleNames.Targets ? world.Targets : keys[role];

    /// <summary>Lets targets delegate to a new role with one key.</summary>
    /// <param name="role">Its name.</param>
    /// <param name="shape">What the delegation says beside name, keys and threshold.</param>
    /// <param name="listed">The paths that it lists.</param>
    public void Delegate(string role, JsonObject shape, params ReadOnlySpan<string> listed) => Delegate(RoleNames.Targets, role, shape, listed);

    /// <summary>Lets a role delegate to a new one with one key.</summary>
    public void Delegate(string by, string role, JsonObject shape, params ReadOnlySpan<string> listed)
    {
        Name(by, role, shape, 1, TufWorld.NewKey());
        Publish(role, listed);
    }

    /// <summary>Lets a role delegate to another with these keys, of which all sign it from now on.</summary>
    public void Name(string by, string role, JsonObject shape, int threshold, params ISigner[] signers)
    {
        keys[role] = signers;
        var delegation = (JsonObject)shape.DeepClone();
        (delegation["name"], delegation["threshold"]) = (role, threshold);
        delegation["keyids"] = new JsonArray([.. signers.Select(signer => JsonValue.Create(TufWorld.IdOf(signer)))]);
        Change(by, delegations =>
        {
            foreach (var signer in signers)
                delegations["keys"]!.AsObject()[TufWorld.IdOf(signer)] = TufWorld.Key(signer);
            delegations["roles"]!.AsArray().Insert(made.GetValueOrDefault(by), delegation);
        });
        made[by] = made.GetValueOrDefault(by) + 1;
    }

    /// <summary>Publishes a role that was named: it lists these paths, and their files are served.</summary>
    public void Publish(string role, params ReadOnlySpan<string> listed)
    {
        foreach (var path in listed)
            world[NameOf(path)] = Content(path);
        var targets = listed.ToArray().ToDictionary(path => path, path => new TargetFile(Content(path).Length, Hash(Content(path))));
        world.PutNew(role, MetadataWriter.Write(new TargetsRole(1, world.Now.AddDays(30), targets), keys[role]));
    }

    /// <summary>Changes what a role delegates, and signs it by its own keys.</summary>
    public void Change(string by, Action<JsonObject> change) => world.Change(by, signed =>
    {
        signed["delegations"] ??= new JsonObject { ["keys"] = new JsonObject(), ["roles"] = new JsonArray() };
        change((JsonObject)signed["delegations"]!);
    }, KeysOf(by));

    private static byte[] Content(string path) => Encoding.UTF8.GetBytes($"The content of {path}.");

    /// <summary>SHA-256, as metadata write it.</summary>
    public static string Hash(ReadOnlySpan<byte> content) => LowerHex.Of(SHA256.HashData(content));
}
