using System.Collections.Immutable;

namespace TrustList.Sync;

/// <summary>The files of the trust list as the last successful sync stored them: for whoever works with the files themselves, as operators do.</summary>
/// <param name="Roots">Every root that was followed from the anchor; the last is the newest known.</param>
/// <param name="Timestamp">The timestamp.</param>
/// <param name="Snapshot">The snapshot.</param>
/// <param name="Roles">Targets roles by name, delegated ones too.</param>
/// <param name="Files">Target files by path.</param>
public sealed record HeldFiles(
    ImmutableArray<ReadOnlyMemory<byte>> Roots,
    ReadOnlyMemory<byte> Timestamp,
    ReadOnlyMemory<byte> Snapshot,
    ImmutableDictionary<string, ReadOnlyMemory<byte>> Roles,
    ImmutableDictionary<string, ReadOnlyMemory<byte>> Files)
{
    /// <summary>What a store holds; null before its first successful sync, or where it is damaged. Verify it by <see cref="TrustClient.Load(TrustStore, DateTimeOffset)"/>.</summary>
    public static HeldFiles? Of(TrustStore store) => store.Read().Trust is { State: { } state } trust
        ? new(trust.Roots.IsEmpty ? [trust.Root] : trust.Roots, state.Timestamp, state.Snapshot, state.Roles, state.Files)
        : null;
}
