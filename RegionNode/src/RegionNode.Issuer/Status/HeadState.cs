using RegionNode.Issuer.Storage;
using TrustList.Format.Status;

namespace RegionNode.Issuer.Status;

/// <summary>
/// The region's whole status as its newest head says it, in memory. Holding one proves that it has that head's state root; of
/// one thread at a time.
/// </summary>
internal sealed class HeadState
{
    private readonly RegionStatus status;

    private HeadState(RegionStatus status, SignedHead? newest) => (this.status, Newest) = (status, newest);

    /// <summary>The head it agrees with; null before the first.</summary>
    internal SignedHead? Newest { get; private set; }

    internal ReadOnlyMemory<byte> Root => status.Root();

    /// <summary>Builds it from the licences.</summary>
    /// <exception cref="HeadStateException">The licences do not have the root that the newest head states.</exception>
    internal static HeadState Load(StoreSession db)
    {
        var newest = HeadTable.Newest(db);
        var status = new RegionStatus(newest?.Blocks ?? 0);
        foreach (var (block, idx, value) in LicenceTable.Headed(db))
            status.Set(StatusSpace.EntryOf(block, (int)idx), (byte)value);
        foreach (var (block, idx, value) in newest is null ? [] : ForgottenTables.Entries(db))
            status.Set(StatusSpace.EntryOf(block, (int)idx), (byte)value);
        if (newest is not null && !status.Root().Span.SequenceEqual(newest.StateRoot))
            throw new HeadStateException(newest.Version);
        return new HeadState(status, newest);
    }

    internal void Apply(StatusDelta delta) => status.Apply(delta);

    /// <summary>The head for what was applied is recorded.</summary>
    internal void Advance(SignedHead head) => Newest = head;
}

/// <summary>The database contradicts the newest head: it was changed by other hands, or restored in part.</summary>
internal sealed class HeadStateException(long version) : Exception($"the licences do not have the state root of head {version}");
