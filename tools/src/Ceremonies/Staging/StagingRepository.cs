using System.Collections.Immutable;
using System.Security.Cryptography;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Signing;

namespace Federation.Ceremonies.Staging;

/// <summary>
/// The public files of a hub that exists for one rehearsal: real targets and regions under throwaway root, snapshot and timestamp
/// keys, for the hub's own never leave the hub.
/// </summary>
internal sealed class StagingRepository(DateTimeOffset now)
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(1);
    private readonly SoftwareSigner online = SoftwareSigner.Create(SignatureAlgorithm.ES256);
    private readonly ImmutableArray<SoftwareSigner> operators = [.. Enum.GetValues<SignatureAlgorithm>().SelectMany(algorithm => Enumerable.Range(0, 3).Select(_ => SoftwareSigner.Create(algorithm)))];
    private readonly Dictionary<string, ReadOnlyMemory<byte>> roots = new(StringComparer.Ordinal);
    private ImmutableDictionary<string, ReadOnlyMemory<byte>> lists = ImmutableDictionary<string, ReadOnlyMemory<byte>>.Empty;
    private long snapshots;

    /// <summary>The first root: the client's anchor.</summary>
    public ReadOnlyMemory<byte> Anchor => roots[ConsistentNames.Metadata(RoleNames.Root, 1)];

    /// <summary>A file below <c>tuf/</c>, or null.</summary>
    public ReadOnlyMemory<byte>? Find(string name) => roots.TryGetValue(name, out var root) ? (ReadOnlyMemory<byte>?)root : lists.TryGetValue(name, out var file) ? (ReadOnlyMemory<byte>?)file : null;

    /// <summary>Adds a root that gives the targets role to those to whom this one gives it.</summary>
    public void AddRoot(RootRole real)
    {
        var (group, hub) = (OperatorGroup.Of(1, operators.Select(key => key.PublicKey)), OperatorGroup.Of(1, online.PublicKey));
        var keys = OperatorGroup.KeyTable(group, hub).ToImmutableDictionary(StringComparer.Ordinal).SetItems(real.Keys);
        var root = real with
        {
            Version = roots.Count + 1,
            Expires = now + Life,
            Keys = keys,
            Roles = new Dictionary<string, RoleKeys>(StringComparer.Ordinal)
            {
                [RoleNames.Root] = group.Role, [RoleNames.Targets] = real.Roles[RoleNames.Targets], [RoleNames.Snapshot] = hub.Role, [RoleNames.Timestamp] = hub.Role,
            },
        };
        roots[ConsistentNames.Metadata(RoleNames.Root, root.Version)] = MetadataWriter.Write(root, operators);
    }

    /// <summary>Publishes roles and files under a new snapshot and timestamp.</summary>
    public void Publish(IReadOnlyDictionary<string, SignedMetadata<TargetsRole>> roles, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files)
    {
        var served = ImmutableDictionary.CreateBuilder<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var (role, file) in roles) served[ConsistentNames.Metadata(role, file.Signed.Version)] = file.Bytes;
        foreach (var (path, file) in files) served[ConsistentNames.Target(path, LowerHex.Of(SHA256.HashData(file.Span)))] = file;

        var snapshot = MetadataWriter.Write(new SnapshotRole(++snapshots, now + Life, roles.ToDictionary(
            role => RoleNames.MetaName(role.Key), role => new MetaFile(role.Value.Signed.Version, role.Value.Bytes.Length, role.Value.Sha256))), online);
        served[ConsistentNames.Metadata(RoleNames.Snapshot, snapshots)] = snapshot;
        served[ConsistentNames.Timestamp] = MetadataWriter.Write(
            new TimestampRole(snapshots, now + Life, new MetaFile(snapshots, snapshot.Length, LowerHex.Of(SHA256.HashData(snapshot)))), online);
        lists = served.ToImmutable();
    }
}
