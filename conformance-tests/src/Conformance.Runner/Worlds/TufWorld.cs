using System.Collections.Immutable;
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
/// change, signed by the hub, and list the new bytes under the version in the file's name: so nothing but the change itself can be wrong.
/// </summary>
internal sealed class TufWorld
{
    private readonly Dictionary<string, long> versions;
    private ImmutableDictionary<string, byte[]> files;

    /// <summary>What a scene publishes.</summary>
    public TufWorld()
    {
        Repository = Scene.Published();
        files = Repository.Files;
        var snapshot = Repository.Versions.Snapshot;
        versions = MetadataReader.Snapshot(files[ConsistentNames.Metadata(RoleNames.Snapshot, snapshot)]).Value.Signed.Meta
            .ToDictionary(entry => entry.Key[..^".json".Length], entry => entry.Value.Version, StringComparer.Ordinal);
        (versions[RoleNames.Root], versions[RoleNames.Snapshot]) = (1, snapshot);
        Roles = new(this);
        Roots = new(this);
    }

    /// <summary>Its regions.</summary>
    public Scene Scene { get; } = new();

    /// <summary>Its keys.</summary>
    public SimulatedRepository Repository { get; }

    /// <summary>Delegated roles beside the regions'.</summary>
    public TufDelegations Roles { get; }

    /// <summary>Roots that follow the first.</summary>
    public TufRoots Roots { get; }

    /// <summary>The instant of the questions.</summary>
    public DateTimeOffset Now => Scene.SyncedAt;

    /// <summary>The keys that sign targets.</summary>
    public ISigner[] Targets => [Repository.TargetsKeys[0], Repository.TargetsKeys[1]];

    /// <summary>The keys that sign the first root.</summary>
    public ISigner[] Root => [.. Repository.RootKeys[..3]];

    /// <summary>A key of nobody.</summary>
    public static ISigner NewKey() => TestKeys.Create(SignatureAlgorithm.ES256);

    /// <summary>Changes what a role says, and signs it. Its file keeps its name, whatever version it now claims.</summary>
    public void Change(string role, Action<JsonObject> change, params ReadOnlySpan<ISigner> signers)
    {
        var signed = SignedOf(role);
        change(signed);
        Put(role, signed, signers);
    }

    /// <summary>Signs a role as it stands by others.</summary>
    public void Sign(string role, params ReadOnlySpan<ISigner> signers) => Change(role, _ => { }, signers);

    /// <summary>Gives a role another version, in its file's name too.</summary>
    public void Renew(string role, long version, Action<JsonObject> change, params ReadOnlySpan<ISigner> signers)
    {
        var signed = SignedOf(role);
        signed["version"] = versions[role] = version;
        change(signed);
        Put(role, signed, signers);
    }

    /// <summary>Puts a role there, signed by these.</summary>
    public void Put(string role, JsonObject signed, params ReadOnlySpan<ISigner> signers) => PutSignatures(role, signed, [.. signers.ToArray().Select(signer => Signature(signed, signer))]);

    /// <summary>Puts a role there with these signatures.</summary>
    public void PutSignatures(string role, JsonObject signed, params ReadOnlySpan<JsonObject> signatures) => PutFile(role, FileOf(signed, signatures));

    /// <summary>Puts the first version of a role there.</summary>
    public void PutNew(string role, byte[] file)
    {
        versions[role] = 1;
        PutFile(role, file);
    }

    /// <summary>Puts other bytes of the same length, good for themselves, in a role's place; what lists it lists those before.</summary>
    public void Exchange(string role, params ISigner[] signers)
    {
        var (signed, length) = (SignedOf(role), files[NameOf(role)].Length);
        signed["expires"] = Instants.Format(Now.AddDays(1));
        byte[] file;
        do // A signature has 70 to 72 bytes.
            file = FileOf(signed, [.. signers.Select(signer => Signature(signed, signer))]);
        while (file.Length != length);
        files = files.SetItem(NameOf(role), file);
    }

    /// <summary>Changes what the timestamp says of the snapshot, or the snapshot of another role.</summary>
    public void List(string role, Action<JsonObject> entry)
    {
        var (lister, key) = role == RoleNames.Snapshot ? (RoleNames.Timestamp, Repository.TimestampKey) : (RoleNames.Snapshot, Repository.SnapshotKey);
        Change(lister, signed => entry((JsonObject)signed["meta"]![RoleNames.MetaName(role)]!), key);
    }

    /// <summary>What a role says.</summary>
    public JsonObject SignedOf(string role) => (JsonObject)JsonNode.Parse(files[NameOf(role)])!["signed"]!.DeepClone();

    /// <summary>A signature.</summary>
    /// <param name="signed">What is signed.</param>
    /// <param name="signer">The key.</param>
    /// <param name="keyId">The identifier that it gives; null: its own.</param>
    public static JsonObject Signature(JsonObject signed, ISigner signer, string? keyId = null) => new()
    {
        ["keyid"] = keyId ?? IdOf(signer),
        ["sig"] = LowerHex.Of(signer.Sign(CanonicalJson.Encode(signed), SignatureForm.Der)),
    };

    /// <summary>A key's identifier.</summary>
    public static string IdOf(ISigner signer) => MetadataKey.Of(signer.PublicKey).KeyId;

    /// <summary>A key as metadata list it.</summary>
    public static JsonObject Key(ISigner signer)
    {
        var key = MetadataKey.Of(signer.PublicKey);
        return new() { ["keytype"] = key.KeyType, ["scheme"] = key.Scheme, ["keyval"] = new JsonObject { ["public"] = key.Public } };
    }

    /// <summary>The same key under a second identifier: a member more gives it another hash.</summary>
    public static (string KeyId, JsonObject Key) SecondIdentifier(ISigner signer)
    {
        var same = Key(signer);
        same["x-note"] = "the same key";
        return (LowerHex.Of(SHA256.HashData(CanonicalJson.Encode(same))), same);
    }

    /// <summary>A name that the repository serves, and its bytes.</summary>
    public byte[] this[string name]
    {
        get => files[name];
        set => files = files.SetItem(name, value);
    }

    /// <summary>Takes a file away.</summary>
    public void Remove(string name) => files = files.Remove(name);

    /// <summary>Takes a role's file away; what lists it goes on listing it.</summary>
    public void Withhold(string role) => Remove(NameOf(role));

    /// <summary>Trusts the first root, which must be refused where that is said.</summary>
    public Task InitAsync(CaseRun run, bool refused = false) => run.InitAsync(files["1.root.json"], refused ? Expectation.Rejected("AnchorRefused") : null);

    /// <summary>Serves it and lets the adapter sync, which must fail where there are reasons.</summary>
    public Task SyncAsync(CaseRun run, params string[] reasons) => SyncAsync(run, reasons.Length > 0 ? Expectation.Rejected(reasons) : Expectation.Accepted(Evidence()));

    /// <summary>Serves it and lets the adapter sync.</summary>
    public async Task SyncAsync(CaseRun run, Expectation expected)
    {
        (await run.HubAsync()).Files = files;
        await run.SyncAsync(Now, expected);
    }

    /// <summary>Lets the adapter fetch what a delegated role lists, which must fail where there are reasons.</summary>
    public Task ResolveAsync(CaseRun run, string path, params string[] reasons) => run.ResolveAsync(path, Now, reasons.Length > 0
        ? Expectation.Rejected(reasons)
        : Expectation.Accepted(TufDelegations.EvidenceOf(path)));

    /// <summary>What a sync that takes it must rest on.</summary>
    public JsonObject Evidence() => new()
    {
        ["trustList"] = new JsonObject([.. new[] { RoleNames.Root, RoleNames.Timestamp, RoleNames.Snapshot, RoleNames.Targets }
            .Select(role => KeyValuePair.Create(role, SignedOf(role)["version"]?.DeepClone()))]),
        ["snapshotSha256"] = LowerHex.Of(SHA256.HashData(files[NameOf(RoleNames.Snapshot)])),
    };

    private static byte[] FileOf(JsonObject signed, ReadOnlySpan<JsonObject> signatures) =>
        CanonicalJson.EncodeText(new JsonObject { ["signed"] = signed.DeepClone(), ["signatures"] = new JsonArray([.. signatures]) });

    private void PutFile(string role, byte[] file)
    {
        files = files.SetItem(NameOf(role), file);
        if (role == RoleNames.Snapshot)
            Change(RoleNames.Timestamp, signed => Pin(signed, role, file), Repository.TimestampKey);
        else if (role is not (RoleNames.Root or RoleNames.Timestamp))
            Change(RoleNames.Snapshot, signed => Pin(signed, role, file), Repository.SnapshotKey);
    }

    private void Pin(JsonObject signed, string role, byte[] file) => signed["meta"]!.AsObject()[RoleNames.MetaName(role)] = new JsonObject
    {
        ["version"] = versions[role],
        ["length"] = file.Length,
        ["hashes"] = new JsonObject { ["sha256"] = LowerHex.Of(SHA256.HashData(file)) },
    };

    private string NameOf(string role) => role == RoleNames.Timestamp ? ConsistentNames.Timestamp : ConsistentNames.Metadata(role, versions[role]);
}
