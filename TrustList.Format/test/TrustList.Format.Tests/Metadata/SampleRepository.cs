using System.Security.Cryptography;
using TrustList.Format.Metadata;
using TrustList.Format.Signing;

namespace TrustList.Format.Tests.Metadata;

/// <summary>
/// A small trust list with test keys: root 2 of 3, targets 2 of 2, online roles, one region with its node. Tests change
/// one thing and publish again.
/// </summary>
internal sealed class SampleRepository
{
    public static readonly DateTimeOffset Now = new(2020, 10, 12, 8, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Later = Now.AddDays(30);
    public const string Code = "310000";
    public const string IssuersPath = "regions/310000/issuers.json";
    public const string NodePath = "regions/310000/node.json";
    public static readonly TargetFile Registry = FileOf("registry"u8), Issuers = FileOf("issuers"u8), Node = FileOf("node"u8);

    public SampleRepository()
    {
        Root = new RootRole(1, Later, Keys([.. RootSigners, .. TargetsSigners, TimestampSigner, SnapshotSigner]), new Dictionary<string, RoleKeys>
        {
            [RoleNames.Root] = Of(2, [.. RootSigners]),
            [RoleNames.Targets] = Of(2, [.. TargetsSigners]),
            [RoleNames.Timestamp] = Of(1, TimestampSigner),
            [RoleNames.Snapshot] = Of(1, SnapshotSigner),
        }, ConsistentSnapshot: true);
        Targets = new TargetsRole(1, Later, new Dictionary<string, TargetFile> { ["registry.json"] = Registry },
            new Delegations(Keys([RegionSigner]), [new(RoleNames.Region(Code), Of(1, RegionSigner), false, ["regions/310000/*"], [])]));
        RegionRole = new TargetsRole(1, Later, new Dictionary<string, TargetFile> { [IssuersPath] = Issuers },
            new Delegations(Keys([NodeSigner]), [new(RoleNames.Node(Code), Of(1, NodeSigner), true, [NodePath], [])]));
        NodeRole = new TargetsRole(1, Later, new Dictionary<string, TargetFile> { [NodePath] = Node });
        Publish();
    }

    public SoftwareSigner[] RootSigners { get; set; } = [Signer(), Signer(), Signer()];
    public SoftwareSigner[] TargetsSigners { get; set; } = [Signer(), Signer()];
    public SoftwareSigner TimestampSigner { get; set; } = Signer();
    public SoftwareSigner SnapshotSigner { get; set; } = Signer();
    public SoftwareSigner RegionSigner { get; set; } = Signer();
    public SoftwareSigner NodeSigner { get; set; } = Signer();

    public RootRole Root { get; set; }
    public TargetsRole Targets { get; set; }
    public TargetsRole RegionRole { get; set; }
    public TargetsRole NodeRole { get; set; }
    public SnapshotRole Snapshot { get; set; } = new(0, Later, new Dictionary<string, MetaFile>());
    public TimestampRole Timestamp { get; set; } = new(0, Later, new MetaFile(1));

    public byte[] RootFile { get; private set; } = [];
    public byte[] TargetsFile { get; private set; } = [];
    public byte[] RegionFile { get; private set; } = [];
    public byte[] NodeFile { get; private set; } = [];
    public byte[] SnapshotFile { get; private set; } = [];
    public byte[] TimestampFile { get; private set; } = [];

    /// <summary>Signs everything as it stands, with a new snapshot and timestamp.</summary>
    public void Publish()
    {
        RootFile = MetadataWriter.Write(Root, RootSigners);
        TargetsFile = MetadataWriter.Write(Targets, TargetsSigners);
        RegionFile = MetadataWriter.Write(RegionRole, RegionSigner);
        NodeFile = MetadataWriter.Write(NodeRole, NodeSigner);
        PublishSnapshot(new Dictionary<string, MetaFile>
        {
            ["targets.json"] = MetaOf(Targets.Version, TargetsFile),
            ["region-310000.json"] = MetaOf(RegionRole.Version, RegionFile),
            ["node-310000.json"] = MetaOf(NodeRole.Version, NodeFile),
        });
    }

    /// <summary>Signs a snapshot of the next version, and a timestamp for it.</summary>
    public void PublishSnapshot(IReadOnlyDictionary<string, MetaFile> meta)
    {
        Snapshot = Snapshot with { Version = Snapshot.Version + 1, Meta = meta };
        SnapshotFile = MetadataWriter.Write(Snapshot, SnapshotSigner);
        PublishTimestamp(Timestamp.Version + 1, MetaOf(Snapshot.Version, SnapshotFile));
    }

    /// <summary>Signs a timestamp of any version for any snapshot.</summary>
    public void PublishTimestamp(long version, MetaFile snapshot)
    {
        Timestamp = Timestamp with { Version = version, Snapshot = snapshot };
        TimestampFile = MetadataWriter.Write(Timestamp, TimestampSigner);
    }

    /// <summary>Makes the next root, by default signed by the same operators.</summary>
    public byte[] Rotate(Func<RootRole, RootRole> change, params SoftwareSigner[] signers)
    {
        Root = change(Root with { Version = Root.Version + 1 });
        return RootFile = MetadataWriter.Write(Root, signers.Length > 0 ? signers : RootSigners);
    }

    /// <summary>Follows the client workflow to the end; every step must succeed.</summary>
    public TrustedMetadata Trust()
        => Step(ToTargets(), set => set.WithDelegated(RoleNames.Region(Code), RoleNames.Targets, RegionFile, Now), set => set.WithDelegated(RoleNames.Node(Code), RoleNames.Region(Code), NodeFile, Now));

    public TrustedMetadata ToTargets() => Step(ToSnapshot(), set => set.WithTargets(TargetsFile, Now));

    public TrustedMetadata ToSnapshot() => Step(ToTimestamp(), set => set.WithSnapshot(SnapshotFile, Now));

    public TrustedMetadata ToTimestamp() => Step(Start(), set => set.WithTimestamp(TimestampFile, Now));

    public TrustedMetadata Start() => TrustedMetadata.Start(RootFile).Next!;

    public static TrustedMetadata Step(TrustedMetadata from, params Func<TrustedMetadata, TrustResult>[] steps)
    {
        foreach (var step in steps)
        {
            var result = step(from);
            Assert.True(result.Ok, $"{result.Fault}: {result.Detail}");
            from = result.Next!;
        }
        return from;
    }

    public static SoftwareSigner Signer() => SoftwareSigner.Create(SignatureAlgorithm.ES256);

    public static RoleKeys Of(int threshold, params SoftwareSigner[] signers)
        => new([.. signers.Select(signer => MetadataKey.Of(signer.PublicKey).KeyId)], threshold);

    public static Dictionary<string, MetadataKey> Keys(IEnumerable<SoftwareSigner> signers)
        => signers.Select(signer => MetadataKey.Of(signer.PublicKey)).ToDictionary(key => key.KeyId);

    public static MetaFile MetaOf(long version, byte[] file) => new(version, file.Length, Convert.ToHexStringLower(SHA256.HashData(file)));

    public static TargetFile FileOf(ReadOnlySpan<byte> content) => new(content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));
}
