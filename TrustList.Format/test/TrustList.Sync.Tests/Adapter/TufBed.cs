using System.Security.Cryptography;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Signing;
using TrustList.Testing;

namespace TrustList.Sync.Tests.Adapter;

/// <summary>
/// A TUF repository of any shape, signed by test keys and served on loopback, at the machine's own time, and the
/// adapter's program as its client. Tests change a role and publish it again.
/// </summary>
internal sealed class TufBed : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tuf-client-test-");
    private readonly Dictionary<string, MetaFile> meta = new(StringComparer.Ordinal);

    private TufBed(HubSimulator hub)
    {
        Hub = hub;
        Client = new TufClientProcess(folder, hub.Url);
        string[] roles = [RoleNames.Root, RoleNames.Timestamp, RoleNames.Snapshot, RoleNames.Targets];
        foreach (var role in roles)
            Signers[role] = [Key()];
        Root = new RootRole(0, Later, KeyTable(roles.SelectMany(role => Signers[role])), roles.ToDictionary(role => role, role => KeysOf(1, Signers[role])), true);
        Roles[RoleNames.Targets] = new TargetsRole(0, Later, new Dictionary<string, TargetFile>());
        PublishRoot();
        Publish(RoleNames.Targets);
    }

    public static DateTimeOffset Now { get; } = TimeProvider.System.GetUtcNow();

    public static DateTimeOffset Later { get; } = Now.AddDays(30);

    public static DateTimeOffset Past { get; } = Now.AddDays(-1);

    public HubSimulator Hub { get; }

    public TufClientProcess Client { get; }

    /// <summary>Who signs each role, when it is next published.</summary>
    public Dictionary<string, List<ISigner>> Signers { get; } = new(StringComparer.Ordinal);

    public RootRole Root { get; private set; }

    /// <summary>The targets roles as last published; their versions rise by themselves.</summary>
    public Dictionary<string, TargetsRole> Roles { get; } = new(StringComparer.Ordinal);

    public long SnapshotVersion { get; set; }

    public long TimestampVersion { get; set; }

    /// <summary>When the next snapshot, and the next timestamp, expire.</summary>
    public DateTimeOffset SnapshotExpires { get; set; } = Later;
    public DateTimeOffset TimestampExpires { get; set; } = Later;

    /// <summary>Whether the snapshot lists hashes and lengths too.</summary>
    public bool ListsHashes { get; set; }

    public static async Task<TufBed> StartAsync() => new(await HubSimulator.StartAsync());

    /// <summary>With the first root trusted.</summary>
    public static async Task<TufBed> StartTrustedAsync()
    {
        var bed = await StartAsync();
        Assert.Equal(0, await bed.Client.InitAsync(bed.Hub.Files["1.root.json"]));
        return bed;
    }

    public static ISigner Key() => SoftwareSigner.Create(SignatureAlgorithm.ES256);

    public static RoleKeys KeysOf(int threshold, IEnumerable<ISigner> signers) =>
        new([.. signers.Select(signer => MetadataKey.Of(signer.PublicKey).KeyId)], threshold);

    public static Dictionary<string, MetadataKey> KeyTable(IEnumerable<ISigner> signers) =>
        signers.Select(signer => MetadataKey.Of(signer.PublicKey)).DistinctBy(key => key.KeyId).ToDictionary(key => key.KeyId);

    /// <summary>Signs the next root.</summary>
    public byte[] PublishRoot(Func<RootRole, RootRole>? change = null, params ISigner[] signers)
    {
        Root = Root with { Version = Root.Version + 1 };
        Root = change?.Invoke(Root) ?? Root;
        return Put($"{Root.Version}.root.json", MetadataWriter.Write(Root, signers.Length > 0 ? signers : Signers[RoleNames.Root]));
    }

    /// <summary>Gives a top-level role new keys in the next root.</summary>
    public void Rotate(params string[] roles)
    {
        foreach (var role in roles)
            Signers[role] = [Key()];
        PublishRoot(root => root with
        {
            Keys = KeyTable(Signers.Where(role => RoleNames.IsTopLevel(role.Key)).SelectMany(role => role.Value)),
            Roles = root.Roles.ToDictionary(role => role.Key, role => KeysOf(1, Signers[role.Key])),
        });
    }

    /// <summary>Signs these targets roles, and a snapshot and timestamp over all.</summary>
    public void Publish(params string[] roles)
    {
        foreach (var role in roles)
        {
            Roles[role] = Roles[role] with { Version = Roles[role].Version + 1 };
            PutRole(role, MetadataWriter.Write(Roles[role], Signers[role]));
        }
        PublishSnapshot(meta);
    }

    /// <summary>Lists bytes of the test's own making as a role's present version.</summary>
    public void PutRole(string role, byte[] file)
    {
        Put($"{Roles[role].Version}.{RoleNames.MetaName(Uri.EscapeDataString(role))}", file);
        meta[RoleNames.MetaName(role)] = FileOf(Roles[role].Version, file);
    }

    public void PublishSnapshot(IReadOnlyDictionary<string, MetaFile> listed)
    {
        var file = Put($"{++SnapshotVersion}.snapshot.json", MetadataWriter.Write(new SnapshotRole(SnapshotVersion, SnapshotExpires, listed), Signers[RoleNames.Snapshot]));
        PublishTimestamp(FileOf(SnapshotVersion, file));
    }

    public void PublishTimestamp(MetaFile snapshot) =>
        Put("timestamp.json", MetadataWriter.Write(new TimestampRole(++TimestampVersion, TimestampExpires, snapshot), Signers[RoleNames.Timestamp]));

    /// <summary>Lets a role delegate to another; both are to be published.</summary>
    public void Delegate(string parent, string role, ISigner key, string[] paths, bool terminating = false, string[]? prefixes = null)
    {
        Signers.TryAdd(role, [key]);
        Roles.TryAdd(role, new TargetsRole(0, Later, new Dictionary<string, TargetFile>()));
        var before = Roles[parent].Delegations;
        var delegated = new DelegatedRole(role, KeysOf(1, [key]), terminating, [.. paths], [.. prefixes ?? []]);
        Roles[parent] = Roles[parent] with
        {
            Delegations = new Delegations(
                KeyTable([key]).Concat(before?.Keys ?? new Dictionary<string, MetadataKey>()).DistinctBy(entry => entry.Key).ToDictionary(),
                [.. before?.Roles ?? [], delegated]),
        };
    }

    /// <summary>Serves a target file and lists it in a role.</summary>
    public byte[] AddTarget(string role, string path, string content)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(content);
        var listed = new TargetFile(bytes.Length, Hash(bytes));
        Roles[role] = Roles[role] with { Targets = Roles[role].Targets.Append(new(path, listed)).DistinctBy(target => target.Key).ToDictionary() };
        ServeTarget(path, listed.Sha256, bytes);
        return bytes;
    }

    public void ServeTarget(string path, string hash, byte[] bytes)
    {
        var cut = path.LastIndexOf('/') + 1;
        Put($"targets/{path[..cut]}{hash}.{path[cut..]}", bytes);
    }

    /// <summary>A file whose <c>signed</c> object is changed and signed again.</summary>
    public static byte[] Forge(byte[] file, Action<JsonObject> change, params IEnumerable<ISigner> signers)
    {
        var json = CanonicalJson.Parse(file, Limits.MetadataBytes).Value;
        change(json["signed"]!.AsObject());
        json["signatures"] = new JsonArray();
        return signers.Aggregate(CanonicalJson.EncodeText(json), (signed, signer) => MetadataWriter.AddSignature(signed, signer).Value);
    }

    public byte[] Put(string name, byte[] bytes)
    {
        Hub.Files = Hub.Files.SetItem(name, bytes);
        return bytes;
    }

    /// <summary>The version that the client trusts, or null.</summary>
    public long? Trusted(string role)
    {
        var file = Path.Combine(Client.MetadataFolder, Uri.EscapeDataString(role) + ".json");
        return File.Exists(file) ? CanonicalJson.Parse(File.ReadAllBytes(file), Limits.MetadataBytes).Value["signed"]!["version"]!.GetValue<long>() : null;
    }

    /// <summary>The contents of everything downloaded, in order of their names.</summary>
    public IReadOnlyList<string> Downloaded() => !Directory.Exists(Client.TargetsFolder) ? []
        : [.. Directory.EnumerateFiles(Client.TargetsFolder).Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    /// <summary>The metadata asked for since the last look, without what every run asks for first.</summary>
    public IReadOnlyList<string> Requests()
    {
        IReadOnlyList<string> requests = [.. Hub.Requests.Select(path => path["/tuf/".Length..])];
        Hub.ForgetRequests();
        return requests;
    }

    public async Task RefreshedAsync() => Assert.True(await Client.RefreshAsync() == 0, Client.Errors);

    /// <summary>Refreshes in vain, for this reason.</summary>
    public async Task RefusedAsync(MetadataFault fault) => AssertRefused(await Client.RefreshAsync(), fault);

    public void AssertRefused(int code, MetadataFault fault)
    {
        Assert.Equal(1, code);
        Assert.Contains($" {fault} ", Client.Errors, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await Hub.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static string Hash(byte[] bytes) => LowerHex.Of(SHA256.HashData(bytes));

    private MetaFile FileOf(long version, byte[] file) => ListsHashes ? new(version, file.Length, Hash(file)) : new(version);
}
