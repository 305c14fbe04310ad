using System.Collections.Immutable;
using System.Security.Cryptography;
using Demo.World;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Signing;

namespace Federation.Tests.Faults;

/// <summary>A copy of everything that a thief finds in a hub's folder, and what its keys can sign.</summary>
internal sealed class Loot
{
    private readonly ISigner snapshotKey;
    private readonly ISigner timestampKey;
    private readonly ImmutableDictionary<string, byte[]> honest;

    private Loot(ImmutableDictionary<string, byte[]> files, ISigner snapshotKey, ISigner timestampKey)
    {
        (Files, honest, this.snapshotKey, this.timestampKey) = (files, files, snapshotKey, timestampKey);
        Timestamp = MetadataReader.Timestamp(files[ConsistentNames.Timestamp]).Value.Signed;
        Snapshot = MetadataReader.Snapshot(files[ConsistentNames.Metadata(RoleNames.Snapshot, Timestamp.Snapshot.Version)]).Value.Signed;
        var newest = files.Keys.Where(name => name.EndsWith(".root.json", StringComparison.Ordinal)).Max(name => long.Parse(name.Split('.')[0]));
        Root = MetadataReader.Root(files[ConsistentNames.Metadata(RoleNames.Root, newest)]).Value.Signed;
    }

    /// <summary>What the thief serves below tuf/.</summary>
    public ImmutableDictionary<string, byte[]> Files { get; set; }

    /// <summary>The proof of the newest epoch, as the hub served it.</summary>
    public required byte[] LogProof { get; init; }

    public TimestampRole Timestamp { get; }

    public SnapshotRole Snapshot { get; }

    public RootRole Root { get; }

    /// <summary>Every signing key of the hub.</summary>
    public IReadOnlyList<ISigner> Keys => [snapshotKey, timestampKey];

    /// <summary>Copies public files and keys.</summary>
    public static Loot Take(HubSite hub)
    {
        // The proof first: what it shows stays among the files, whatever the hub publishes meanwhile.
        var proof = File.ReadAllBytes(Path.Combine(hub.PublicFolder, "log", "proof"));
        var folder = Path.Combine(hub.PublicFolder, "tuf");
        var files = Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
            .ToImmutableDictionary(file => Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/'), File.ReadAllBytes);
        var keys = Directory.EnumerateFiles(Path.Combine(hub.Data, "keys")).ToList();
        return new Loot(files, Key(keys, "snapshot"), Key(keys, "timestamp")) { LogProof = proof };
    }

    /// <summary>The newest honest version of a targets role.</summary>
    public TargetsRole Read(string role) =>
        MetadataReader.Targets(honest[ConsistentNames.Metadata(role, Snapshot.Meta[RoleNames.MetaName(role)].Version)]).Value.Signed;

    /// <summary>Puts a metadata file among those served.</summary>
    public void Put(string role, long version, byte[] file) => Files = Files.SetItem(ConsistentNames.Metadata(role, version), file);

    /// <summary>Puts a role's file and signs a snapshot and a timestamp that name it.</summary>
    public void Publish(string role, byte[] file, long version)
    {
        Put(role, version, file);
        SignSnapshot(new Dictionary<string, MetaFile>(Snapshot.Meta) { [RoleNames.MetaName(role)] = MetaOf(role, version) });
    }

    /// <summary>How a snapshot lists one of the files served.</summary>
    public MetaFile MetaOf(string role, long version)
    {
        var file = Files[ConsistentNames.Metadata(role, version)];
        return new MetaFile(version, file.Length, LowerHex.Of(SHA256.HashData(file)));
    }

    /// <summary>Signs the next snapshot and the next timestamp with the stolen keys.</summary>
    public void SignSnapshot(IReadOnlyDictionary<string, MetaFile> meta)
    {
        var version = Snapshot.Version + 1;
        Put(RoleNames.Snapshot, version, MetadataWriter.Write(Snapshot with { Version = version, Meta = meta }, snapshotKey));
        var timestamp = new TimestampRole(Timestamp.Version + 1, Timestamp.Expires, MetaOf(RoleNames.Snapshot, version));
        Files = Files.SetItem(ConsistentNames.Timestamp, MetadataWriter.Write(timestamp, timestampKey));
    }

    private static ISigner Key(IEnumerable<string> files, string name) =>
        SoftwareSigner.FromPkcs8Pem(File.ReadAllText(files.Single(file => Path.GetFileName(file).Contains(name, StringComparison.Ordinal)))).Value;
}
