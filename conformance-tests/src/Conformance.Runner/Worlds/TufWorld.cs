using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Conformance.Cases;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Signing;
using TrustList.Testing;
using TrustList.Testing.Forgery;

namespace Conformance.Worlds;

/// <summary>
/// A repository whose metadata are changed as JSON and signed again by whoever the case wants. Snapshot and timestamp follow each
/// change, signed by the hub: so nothing but the change itself can be wrong.
/// </summary>
internal sealed class TufWorld
{
    private readonly Dictionary<string, ISigner> delegated = new(StringComparer.Ordinal);
    private ImmutableDictionary<string, byte[]> files;

    /// <summary>What a scene publishes.</summary>
    public TufWorld()
    {
        Repository = Scene.Published();
        files = Repository.Files;
    }

    /// <summary>Its regions.</summary>
    public Scene Scene { get; } = new();

    /// <summary>Its keys.</summary>
    public SimulatedRepository Repository { get; }

    /// <summary>The instant of the questions.</summary>
    public DateTimeOffset Now => Scene.SyncedAt;

    /// <summary>The keys that sign targets.</summary>
    public ISigner[] Targets => [Repository.TargetsKeys[0], Repository.TargetsKeys[1]];

    /// <summary>The keys that sign root.</summary>
    public ISigner[] Root => [.. Repository.RootKeys[..3]];

    /// <summary>Changes what a role says, and signs it.</summary>
    public void Change(string role, Action<JsonObject> change, params ReadOnlySpan<ISigner> signers)
    {
        var signed = SignedOf(role);
        change(signed);
        Put(role, signed, [.. signers.ToArray().Select(signer => Signature(signed, signer))]);
    }

    /// <summary>Signs a role as it stands by others.</summary>
    public void Sign(string role, params ReadOnlySpan<ISigner> signers) => Change(role, _ => { }, signers);

    /// <summary>Puts a role there with these signatures.</summary>
    public void Put(string role, JsonObject signed, params ReadOnlySpan<JsonObject> signatures) =>
        PutFile(role, NameOf(role), CanonicalJson.EncodeText(new JsonObject { ["signed"] = signed.DeepClone(), ["signatures"] = new JsonArray([.. signatures]) }));

    /// <summary>What a role says.</summary>
    public JsonObject SignedOf(string role) => (JsonObject)JsonNode.Parse(files[NameOf(role)])!["signed"]!.DeepClone();

    /// <summary>A signature.</summary>
    /// <param name="signed">What is signed.</param>
    /// <param name="signer">The key.</param>
    /// <param name="keyId">The identifier that it gives; null: its own.</param>
    public static JsonObject Signature(JsonObject signed, ISigner signer, string? keyId = null) => new()
    {
        ["keyid"] = keyId ?? MetadataKey.Of(signer.PublicKey).KeyId,
        ["sig"] = LowerHex.Of(signer.Sign(CanonicalJson.Encode(signed), SignatureForm.Der)),
    };

    /// <summary>A key as metadata list it.</summary>
    public static JsonObject Key(ISigner signer)
    {
        var key = MetadataKey.Of(signer.PublicKey);
        return new() { ["keytype"] = key.KeyType, ["scheme"] = key.Scheme, ["keyval"] = new JsonObject { ["public"] = key.Public } };
    }

    /// <summary>Lets targets delegate to one role more, behind the others.</summary>
    /// <param name="name">Its name; its key and its file are made anew.</param>
    /// <param name="shape">What the delegation says beside name, key and threshold.</param>
    /// <param name="targets">What it lists.</param>
    public void Delegate(string name, JsonObject shape, params ReadOnlySpan<string> targets)
    {
        var key = delegated[name] = TestKeys.Create(SignatureAlgorithm.ES256);
        var keyId = MetadataKey.Of(key.PublicKey).KeyId;
        var delegation = (JsonObject)shape.DeepClone();
        (delegation["name"], delegation["threshold"], delegation["keyids"]) = (name, 1, new JsonArray(keyId));
        Change(RoleNames.Targets, signed =>
        {
            signed["delegations"]!["keys"]!.AsObject()[keyId] = Key(key);
            signed["delegations"]!["roles"]!.AsArray().Add(delegation);
        }, Targets);
        var listed = targets.ToArray().ToDictionary(path => path, path => new TargetFile(Content(path).Length, Hash(Content(path))));
        foreach (var path in listed.Keys)
            files = files.SetItem(ConsistentNames.Target(path, listed[path].Sha256), Content(path));
        PutFile(name, $"1.{name}.json", MetadataWriter.Write(new TargetsRole(1, Now.AddDays(30), listed), key));
    }

    /// <summary>Lets a role that <see cref="Delegate"/> made expire.</summary>
    public void Expire(string role) => Change(role, signed => signed["expires"] = Instants.Format(Now), delegated[role]);

    /// <summary>Three operators of a root to come.</summary>
    public ISigner[] NewOperators { get; } = [.. Enumerable.Range(0, 3).Select(_ => TestKeys.Create(SignatureAlgorithm.ES256))];

    /// <summary>Another root, in the place of the next.</summary>
    public void PutRoot(long place, JsonObject signed, params ReadOnlySpan<ISigner> signers) => files = files.SetItem(
        ConsistentNames.Metadata(RoleNames.Root, place),
        CanonicalJson.EncodeText(new JsonObject { ["signed"] = signed.DeepClone(), ["signatures"] = new JsonArray([.. signers.ToArray().Select(signer => Signature(signed, signer))]) }));

    /// <summary>Takes a file away.</summary>
    public void Remove(string name) => files = files.Remove(name);

    /// <summary>Trusts the first root, which must be refused where there is a reason.</summary>
    public Task InitAsync(CaseRun run, bool refused = false) =>
        run.InitAsync(files["1.root.json"], refused ? Expectation.Rejected("AnchorRefused") : null);

    /// <summary>Serves it and lets the adapter sync, which must fail where there are reasons.</summary>
    public async Task SyncAsync(CaseRun run, params string[] reasons)
    {
        (await run.HubAsync()).Files = files;
        await run.SyncAsync(Now, reasons.Length > 0 ? Expectation.Rejected(reasons) : Expectation.Accepted(Evidence()));
    }

    /// <summary>Lets the adapter fetch what <see cref="Delegate"/> listed.</summary>
    public Task ResolveAsync(CaseRun run, string path, params string[] reasons) => run.ResolveAsync(path, Now, reasons.Length > 0
        ? Expectation.Rejected(reasons)
        : Expectation.Accepted(new JsonObject { ["sha256"] = Hash(Content(path)), ["length"] = Content(path).Length }));

    private JsonObject Evidence()
    {
        long Version(string role) => (long)SignedOf(role)["version"]!;
        return new()
        {
            ["trustList"] = new JsonObject { ["root"] = Version(RoleNames.Root), ["timestamp"] = Version(RoleNames.Timestamp), ["snapshot"] = Version(RoleNames.Snapshot), ["targets"] = Version(RoleNames.Targets) },
            ["snapshotSha256"] = Hash(files[NameOf(RoleNames.Snapshot)]),
        };
    }

    private void PutFile(string role, string name, byte[] file)
    {
        files = files.SetItem(name, file);
        if (role == RoleNames.Snapshot)
            Change(RoleNames.Timestamp, signed => Pin(signed, RoleNames.MetaName(role), file), Repository.TimestampKey);
        else if (role is not (RoleNames.Root or RoleNames.Timestamp))
            Change(RoleNames.Snapshot, signed => Pin(signed, RoleNames.MetaName(role), file), Repository.SnapshotKey);
    }

    private static void Pin(JsonObject signed, string name, byte[] file) => signed["meta"]!.AsObject()[name] = new JsonObject
    {
        ["version"] = JsonNode.Parse(file)!["signed"]!["version"]!.DeepClone(),
        ["length"] = file.Length,
        ["hashes"] = new JsonObject { ["sha256"] = Hash(file) },
    };

    private string NameOf(string role) => role == RoleNames.Timestamp
        ? ConsistentNames.Timestamp
        : files.Keys.Where(name => name.EndsWith($".{role}.json", StringComparison.Ordinal) && !name.Contains('/', StringComparison.Ordinal))
            .MaxBy(name => long.Parse(name[..name.IndexOf('.', StringComparison.Ordinal)], CultureInfo.InvariantCulture))!;

    private static byte[] Content(string path) => System.Text.Encoding.UTF8.GetBytes($"The content of {path}.");

    private static string Hash(byte[] content) => LowerHex.Of(SHA256.HashData(content));
}
