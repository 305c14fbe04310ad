using TrustList.Format.Metadata;

namespace TrustList.Sync;

/// <summary>
/// The newest timestamp and snapshot that a run verified before it broke off: nothing older is accepted afterwards,
/// although the trust list they belong to was never had whole.
/// </summary>
/// <param name="Timestamp">The timestamp's file.</param>
/// <param name="Snapshot">The snapshot's, or null where none came.</param>
internal sealed record StoredFloor(ReadOnlyMemory<byte> Timestamp, ReadOnlyMemory<byte>? Snapshot)
{
    /// <summary>What a run saw that the state does not hold, or null.</summary>
    internal static StoredFloor? Above(StoredState? state, TrustedMetadata metadata)
    {
        var seen = metadata.TimestampFile is { } timestamp ? new StoredFloor(timestamp.Bytes, metadata.SnapshotFile?.Bytes) : null;
        return state is not null && seen?.IsSame(Of(state)) == true ? null : seen;
    }

    /// <summary>
    /// The root that a run starts from, with what was seen under it. Where online keys were taken away since the
    /// state was stored, the state sets no floor (TUF §5.3.11).
    /// </summary>
    internal static TrustedMetadata Under(TrustedMetadata root, StoredTrust? held)
    {
        var floor = held?.Floor ?? (held is { OnlineKeysRotated: false, State: { } state } ? Of(state) : null);
        return floor is null ? root : root.WithFloors(floor.Timestamp, floor.Snapshot).Next ?? root;
    }

    private static StoredFloor Of(StoredState state) => new(state.Timestamp, state.Snapshot);

    internal bool IsSame(StoredFloor? other) =>
        other is not null && Timestamp.Span.SequenceEqual(other.Timestamp.Span)
        && (Snapshot is { } snapshot ? other.Snapshot is { } its && snapshot.Span.SequenceEqual(its.Span) : other.Snapshot is null);
}
