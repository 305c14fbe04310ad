using System.Collections.Immutable;
using TrustList.Format.Metadata;

namespace TrustList.Sync;

/// <summary>What one update of the trust list gathers beside verified metadata: bytes, kept together for one swap.</summary>
/// <param name="before">The complete state held before, or null.</param>
internal sealed class TrustFiles(StoredState? before) : ILocalMetadata
{
    private readonly ImmutableDictionary<string, ReadOnlyMemory<byte>>.Builder roles = ImmutableDictionary.CreateBuilder<string, ReadOnlyMemory<byte>>();

    /// <summary>Targets roles, delegated ones too, by name.</summary>
    public ImmutableDictionary<string, ReadOnlyMemory<byte>> Roles => roles.ToImmutable();

    /// <summary>Target files by path.</summary>
    public ImmutableDictionary<string, ReadOnlyMemory<byte>>.Builder Files { get; } = ImmutableDictionary.CreateBuilder<string, ReadOnlyMemory<byte>>();

    /// <summary>The roots that this run followed, in order.</summary>
    public List<ReadOnlyMemory<byte>> FollowedRoots { get; } = [];

    /// <summary>Why a region's role was left out.</summary>
    public ImmutableDictionary<string, MetadataFault>.Builder RoleFaults { get; } = ImmutableDictionary.CreateBuilder<string, MetadataFault>();

    /// <summary>A target file of the state before, or null.</summary>
    public ReadOnlyMemory<byte>? Held(string path) => before is null ? null : StoredFiles.Find(before.Files, path);

    /// <inheritdoc/>
    public ReadOnlyMemory<byte>? Find(string role) => before is null ? null : StoredFiles.Find(before.Roles, role);

    /// <inheritdoc/>
    public void Keep(string role, ReadOnlyMemory<byte> file)
    {
        if (role == RoleNames.Root)
            FollowedRoots.Add(file);
        else if (role is not (RoleNames.Timestamp or RoleNames.Snapshot)) // Those stand in the verified metadata.
            roles[role] = file;
    }

    /// <inheritdoc/>
    public void Forget(string role) => roles.Remove(role);
}
