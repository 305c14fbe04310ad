using System.Collections.Immutable;
using System.Security.Cryptography;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Format.Verification;

namespace TrustList.Testing;

/// <summary>
/// A TUF repository in memory, signed by real keys: root 3 of 5, targets 2 of 3, regions 2 of 3, nodes, and the hub's
/// snapshot and timestamp. Change what it holds, then <see cref="Publish"/>; every earlier <see cref="Files"/> stays usable.
/// </summary>
public sealed class SimulatedRepository
{
    private readonly Dictionary<string, (byte[] Content, long Version)> roles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> current = new(StringComparer.Ordinal);
    private long snapshotVersion;
    private long timestampVersion;

    /// <summary>An empty federation, published once.</summary>
    public SimulatedRepository(DateTimeOffset now, params IEnumerable<RegionSimulator> regions)
    {
        Now = now;
        Regions.AddRange(regions);
        Root = NewRoot(1);
        PublishRoot(Root, RootKeys.AsSpan()[..3]);
        Publish();
    }

    /// <summary>The hub's and the operators' clock.</summary>
    public DateTimeOffset Now { get; set; }

    /// <summary>Five national operators.</summary>
    public ImmutableArray<ISigner> RootKeys { get; } = Keys(5);

    /// <summary>Three national operators.</summary>
    public ImmutableArray<ISigner> TargetsKeys { get; set; } = Keys(3);

    /// <summary>SM2 keys of the root's operators, beside the others: all of them sign. None unless set.</summary>
    public ImmutableArray<ISigner> RootSm2Keys { get; set; } = [];

    /// <summary>SM2 keys of the targets' operators, beside the others: all of them sign. None unless set.</summary>
    public ImmutableArray<ISigner> TargetsSm2Keys { get; set; } = [];

    /// <summary>What the next root demands by <c>x-suites</c>.</summary>
    public ImmutableSortedDictionary<SignatureAlgorithm, int> Suites { get; set; } = ImmutableSortedDictionary<SignatureAlgorithm, int>.Empty;

    /// <summary>The hub's.</summary>
    public ISigner SnapshotKey { get; set; } = Keys(1)[0];

    /// <summary>The hub's.</summary>
    public ISigner TimestampKey { get; set; } = Keys(1)[0];

    /// <summary>The duty officers, of whom any one may sign notices; none by default, then targets delegate to nobody.</summary>
    public ImmutableArray<ISigner> DutyOfficers { get; set; } = [];

    /// <summary>Their notices at the next <see cref="Publish"/>; null while they have published nothing.</summary>
    public NoticesDocument? Notices { get; set; }

    /// <summary>The version of targets that was published last.</summary>
    public long TargetsVersion => roles[RoleNames.Targets].Version;

    /// <summary>The versions that are published now.</summary>
    public TrustVersions Versions => new(Root.Version, timestampVersion, snapshotVersion, TargetsVersion, Hash(Files[$"{snapshotVersion}.snapshot.json"]));

    /// <summary>The regions, as they are at the next <see cref="Publish"/>.</summary>
    public List<RegionSimulator> Regions { get; } = [];

    /// <summary>Policy at the next <see cref="Publish"/>.</summary>
    public PolicyDocument Policy { get; set; } = SamplePolicies.Policy;

    /// <summary>The root in force.</summary>
    public RootRole Root { get; private set; }

    /// <summary>What a hub that does its work serves below <c>tuf/</c>.</summary>
    public ImmutableDictionary<string, byte[]> Files { get; private set; } = ImmutableDictionary<string, byte[]>.Empty;

    /// <summary>The first root: a client's anchor.</summary>
    public byte[] Anchor => Files["1.root.json"];

    /// <summary>How long each role lives.</summary>
    public Dictionary<string, TimeSpan> Lives { get; } = new(StringComparer.Ordinal)
    {
        [RoleNames.Root] = TimeSpan.FromDays(365),
        [RoleNames.Targets] = TimeSpan.FromDays(90),
        [RoleNames.Snapshot] = TimeSpan.FromDays(7),
        [RoleNames.Timestamp] = TimeSpan.FromDays(1),
        ["region"] = TimeSpan.FromDays(90),
        ["node"] = TimeSpan.FromDays(30),
        [RoleNames.Emergency] = TimeSpan.FromDays(7),
    };

    /// <summary>A hook to spoil a role before it is signed.</summary>
    public Func<string, TargetsRole, TargetsRole>? Spoil { get; set; }

    /// <summary>A hook to sign a role with other keys.</summary>
    public Func<string, IEnumerable<ISigner>, IEnumerable<ISigner>>? SignWith { get; set; }

    /// <summary>Signs everything that changed, and a new snapshot and timestamp over it.</summary>
    public void Publish()
    {
        foreach (var region in Regions)
            PublishRegion(region);
        PublishTargets();
        PublishNotices();
        PublishSnapshot();
    }

    /// <summary>Signs the notices alone, and a new snapshot and timestamp over them: a duty officer's act.</summary>
    public void PublishUrgently()
    {
        PublishNotices();
        PublishSnapshot();
    }

    /// <summary>Signs only the timestamp anew, as a hub does every few minutes.</summary>
    public void RenewTimestamp()
    {
        var snapshot = Files[$"{snapshotVersion}.snapshot.json"];
        Put("timestamp.json", MetadataWriter.Write(
            new TimestampRole(++timestampVersion, Now + Lives[RoleNames.Timestamp], FileOf(snapshotVersion, snapshot)), TimestampKey));
    }

    /// <summary>Signs the next root with the keys now set, by three of the five operators and the SM2 keys beside.</summary>
    public void RotateRoot() => PublishRoot(NewRoot(Root.Version + 1), [.. RootKeys[..3], .. RootSm2Keys]);

    /// <summary>Puts any bytes in a file's place.</summary>
    public void Put(string name, byte[] content) => Files = Files.SetItem(name, content);

    /// <summary>Publishes a root signed by whom the test wants.</summary>
    public void PublishRoot(RootRole root, ReadOnlySpan<ISigner> signers)
    {
        Root = root;
        Put($"{root.Version}.root.json", MetadataWriter.Write(root, signers.ToArray()));
    }

    /// <summary>A root of the keys now set.</summary>
    public RootRole NewRoot(long version)
    {
        var all = RootKeys.Concat(RootSm2Keys).Concat(TargetsKeys).Concat(TargetsSm2Keys).Append(SnapshotKey).Append(TimestampKey).Select(key => MetadataKey.Of(key.PublicKey)).DistinctBy(key => key.KeyId);
        return new RootRole(version, Now + Lives[RoleNames.Root], all.ToDictionary(key => key.KeyId), new Dictionary<string, RoleKeys>
        {
            [RoleNames.Root] = KeysOf(RootKeys.Concat(RootSm2Keys), 3),
            [RoleNames.Targets] = KeysOf(TargetsKeys.Concat(TargetsSm2Keys), 2),
            [RoleNames.Snapshot] = KeysOf([SnapshotKey], 1),
            [RoleNames.Timestamp] = KeysOf([TimestampKey], 1),
        }, ConsistentSnapshot: true) { Suites = Suites };
    }

    /// <summary>A target file as it now is, or null.</summary>
    public ReadOnlyMemory<byte>? Target(string path) =>
        current.TryGetValue(path, out var content) ? (ReadOnlyMemory<byte>?)content : null;

    private void PublishRegion(RegionSimulator region)
    {
        var files = new Dictionary<string, byte[]> { [IssuersDocument.PathOf(region.Code)] = region.Issuers.Write() };
        if (region.Parties is { } parties)
            files[PartiesDocument.PathOf(region.Code)] = parties.Write();
        foreach (var (path, content) in files)
            PutTarget(path, content);
        var toNode = new Delegations(
            KeyTable([region.NodeKey]),
            [new DelegatedRole(RoleNames.Node(region.Code), KeysOf([region.NodeKey], 1), true, [NodeDocument.PathOf(region.Code)], [])]);
        PublishRole(RoleNames.Region(region.Code), "region", region.RoleKeys.Take(2).Concat(region.Sm2RoleKeys), files, toNode);
        if (region.Node is not { } node)
            return;
        var nodeFile = node.Write();
        PutTarget(NodeDocument.PathOf(region.Code), nodeFile);
        PublishRole(RoleNames.Node(region.Code), "node", [region.NodeKey], new() { [NodeDocument.PathOf(region.Code)] = nodeFile }, null);
    }

    private void PublishTargets()
    {
        var registry = new RegistryDocument { Regions = [.. Regions.Select(region => region.Record).OrderBy(record => record.Code, StringComparer.Ordinal)] }.Write();
        var policy = Policy.Write();
        PutTarget(RegistryDocument.Path, registry);
        PutTarget(PolicyDocument.Path, policy);
        var delegations = new Delegations(
            KeyTable(Regions.SelectMany(region => region.RoleKeys.Concat(region.Sm2RoleKeys)).Concat(DutyOfficers)),
            [
                .. Regions.Select(region => new DelegatedRole(
                    RoleNames.Region(region.Code), KeysOf(region.RoleKeys.Concat(region.Sm2RoleKeys), 2), true, [$"regions/{region.Code}/*"], [])),
                .. DutyOfficers.IsEmpty ? [] : new[]
                {
                    new DelegatedRole(RoleNames.Emergency, KeysOf(DutyOfficers, 1), true, [NoticesDocument.DelegatedPaths], []),
                },
            ]);
        PublishRole(RoleNames.Targets, RoleNames.Targets, TargetsKeys.Take(2).Concat(TargetsSm2Keys),
            new() { [RegistryDocument.Path] = registry, [PolicyDocument.Path] = policy }, delegations);
    }

    private void PublishNotices()
    {
        if (Notices?.Write() is not { } notices)
            return;
        PutTarget(NoticesDocument.Path, notices);
        PublishRole(RoleNames.Emergency, RoleNames.Emergency, DutyOfficers.Take(1), new() { [NoticesDocument.Path] = notices }, null);
    }

    private void PublishRole(string role, string life, IEnumerable<ISigner> signers, Dictionary<string, byte[]> targets, Delegations? delegations)
    {
        var version = roles.TryGetValue(role, out var before) ? before.Version + 1 : 1;
        var signed = new TargetsRole(version, Now + Lives[life], targets.ToDictionary(
            target => target.Key, target => new TargetFile(target.Value.Length, Hash(target.Value))), delegations);
        var file = MetadataWriter.Write(Spoil?.Invoke(role, signed) ?? signed, SignWith?.Invoke(role, signers) ?? signers);
        roles[role] = (file, version);
        Put($"{version}.{RoleNames.MetaName(role)}", file);
    }

    private void PublishSnapshot()
    {
        var snapshot = MetadataWriter.Write(
            new SnapshotRole(++snapshotVersion, Now + Lives[RoleNames.Snapshot], roles.ToDictionary(
                role => RoleNames.MetaName(role.Key), role => FileOf(role.Value.Version, role.Value.Content))), SnapshotKey);
        Put($"{snapshotVersion}.snapshot.json", snapshot);
        RenewTimestamp();
    }

    private void PutTarget(string path, byte[] content)
    {
        current[path] = content;
        var cut = path.LastIndexOf('/') + 1;
        Put($"targets/{path[..cut]}{Hash(content)}.{path[cut..]}", content);
    }

    private static MetaFile FileOf(long version, byte[] content) => new(version, content.Length, Hash(content));

    private static string Hash(byte[] content) => LowerHex.Of(SHA256.HashData(content));

    private static RoleKeys KeysOf(IEnumerable<ISigner> keys, int threshold) =>
        new([.. keys.Select(key => MetadataKey.Of(key.PublicKey).KeyId)], threshold);

    private static Dictionary<string, MetadataKey> KeyTable(IEnumerable<ISigner> keys) =>
        keys.Select(key => MetadataKey.Of(key.PublicKey)).ToDictionary(key => key.KeyId);

    private static ImmutableArray<ISigner> Keys(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => TestKeys.Create(SignatureAlgorithm.ES256))];
}
