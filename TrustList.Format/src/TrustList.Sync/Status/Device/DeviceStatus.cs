using System.Collections.Frozen;
using System.Collections.Immutable;
using TrustList.Format.Status;

namespace TrustList.Sync.Status;

/// <summary>
/// The status of the nation on a device that may be offline, looked up in place. Holding one proves that every head in it
/// was signed by its region and stood in an epoch that policy's witnesses saw; a region answers only after its stored state
/// was found to be the one that its head signs. How old it may be is policy. Thread-safe.
/// </summary>
public sealed class DeviceStatus : IStatusSource
{
    private readonly FrozenDictionary<string, DeviceRegion> regions;
    private readonly string indexName;
    private readonly DeviceIndex index;

    private DeviceStatus(FrozenDictionary<string, DeviceRegion> regions, DeviceIndex index, string indexName) =>
        (this.regions, this.index, this.indexName) = (regions, index, indexName);

    /// <summary>The newest witnessed epoch that it rests on; null without a log.</summary>
    public long? Epoch => Newest?.Number;

    /// <summary>The time of that epoch.</summary>
    public DateTimeOffset? AsOf => Newest?.Epoch?.Epoch.Time;

    /// <summary>The index's bytes.</summary>
    public long IndexBytes => index.Length;

    /// <summary>Changes since the index was written.</summary>
    public int OverlayChanges => regions.Values.Sum(region => region.Overlay.Changes.Length);

    /// <summary>The regions, by code.</summary>
    public IReadOnlyList<MirroredRegion> Regions =>
        [.. regions.Values.Select(region => new MirroredRegion(
            region.Head.Claims.Region, region.Head.Claims.Version, region.Head.Claims.IssuedAt, region.Head.Claims.Blocks, region.Proof.Number, 0))
            .OrderBy(region => region.Code, StringComparer.Ordinal)];

    /// <summary>Regions whose stored state is not the one that they signed: the store was tampered with. Checks all of them.</summary>
    public ImmutableArray<string> Altered => [.. regions.Where(region => !region.Value.IsSigned).Select(region => region.Key).Order(StringComparer.Ordinal)];

    private ProvenHeads? Newest => regions.Values.Select(region => region.Proof).MaxBy(proof => proof.Number ?? -1);

    /// <inheritdoc/>
    public StatusEntry? Find(string region, long block, int index)
    {
        if (block < 0 || index is < 0 or >= StatusSpace.BlockEntries || !regions.TryGetValue(region, out var found) || !found.IsSigned)
            return null;
        var (head, epoch) = (found.Head, found.Proof.Epoch);
        return new StatusEntry(
            found.Get(StatusSpace.EntryOf(block, index)) is { } raw ? StatusValues.FromEntry(raw) : null,
            epoch?.Epoch.Time ?? head.Claims.IssuedAt, head.Claims.Version, epoch is not null)
        {
            KeyId = head.KeyId,
            Epoch = epoch?.Epoch.Number,
        };
    }

    internal static DeviceStatus Of(DeviceIndex index, string indexName, IReadOnlyList<StoredHead> heads, ImmutableArray<StatusDelta> overlays) =>
        new(heads.Select((stored, at) => (stored, overlay: overlays[at])).Where(pair => pair.stored.Head is not null)
            .ToFrozenDictionary(pair => pair.stored.Code, pair => new DeviceRegion(index, pair.stored.Head!, pair.stored.Proof, pair.overlay), StringComparer.Ordinal), index, indexName);

    /// <summary>All of it in memory, for packages and pushes to be applied to; regions that were altered are left out, to be fetched anew.</summary>
    internal MirrorView ToView()
    {
        var view = ImmutableDictionary.CreateBuilder<string, MirrorRegion>(StringComparer.Ordinal);
        foreach (var (code, region) in regions)
            if (region.Expand() is { } state)
                view[code] = MirrorRegion.Of(region.Head, state, region.Proof, region.Overlay, null);
        return new MirrorView(Newest, view.ToImmutable(), indexName);
    }
}
