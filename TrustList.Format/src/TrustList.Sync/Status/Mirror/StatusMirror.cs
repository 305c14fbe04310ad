using TrustList.Format.Status;
using TrustList.Format.Verification;

namespace TrustList.Sync.Status;

/// <summary>
/// The regions' states in memory, kept at the newest by packages, pushed updates and epochs. Whatever comes from whomever:
/// holding a value proves that the region signed a state with it; a value counts as settled once a witnessed epoch covers
/// it. Until then a more severe one counts at once, a less severe one not at all. Many may read; the writer's methods take
/// turns.
/// </summary>
public sealed class StatusMirror : IStatusSource
{
    private readonly Lock writing = new();
    private volatile MirrorView view = MirrorView.Empty;

    /// <summary>The number of the newest witnessed epoch seen; null before the first, and without a log.</summary>
    public long? Epoch => view.Newest?.Number;

    /// <summary>The time of that epoch.</summary>
    public DateTimeOffset? AsOf => view.Newest?.Epoch?.Epoch.Time;

    /// <summary>Whether any region's state is held.</summary>
    public bool IsEmpty => view.Regions.IsEmpty;

    /// <summary>What is held of each region, by code.</summary>
    public IReadOnlyList<MirroredRegion> Regions => [.. view.Regions.Values.OrderBy(region => region.Code, StringComparer.Ordinal).Select(MirroredRegion.Of)];

    /// <summary>Since when the head waits that has waited longest for its epoch; null where none does.</summary>
    public DateTimeOffset? UnprovenSince =>
        view.Regions.Values.Where(region => !region.Pending.IsEmpty).Select(region => (DateTimeOffset?)region.Pending[0].Since).Min();

    internal MirrorView View => view;

    /// <inheritdoc/>
    public StatusEntry? Find(string region, long block, int index) =>
        view.Regions.TryGetValue(region, out var held) ? MirrorLookup.Find(held, block, index) : null;

    /// <summary>Applies a package, one download, whole or not at all.</summary>
    /// <param name="package">The package; nothing in it is trusted.</param>
    /// <param name="trust">The trust list: the regions' keys and the log.</param>
    /// <param name="now">Now.</param>
    public MirrorOutcome Apply(StatusPackage package, TrustState trust, DateTimeOffset now) =>
        Change(held => PackageApplication.Run(held, package, trust, now));

    /// <summary>Applies one pushed head with what it changed.</summary>
    /// <param name="region">The region.</param>
    /// <param name="head">The head; not trusted.</param>
    /// <param name="delta">From the head before to this one; not trusted.</param>
    /// <param name="trust">The trust list.</param>
    /// <param name="now">Now.</param>
    public MirrorOutcome ApplyUpdate(string region, ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> delta, TrustState trust, DateTimeOffset now) =>
        Change(held => UpdateApplication.Run(held, region, head, delta, trust, now));

    /// <summary>Settles what a witnessed epoch covers.</summary>
    /// <param name="proof">The epoch's proof; not trusted.</param>
    /// <param name="heads">The versions that are new in it: a hint, which a lie makes useless and not harmful.</param>
    /// <param name="trust">The trust list.</param>
    /// <param name="now">Now.</param>
    public MirrorOutcome ApplyEpoch(ReadOnlyMemory<byte> proof, IEnumerable<(string Region, long Version)> heads, TrustState trust, DateTimeOffset now) =>
        Change(held => EpochApplication.Run(held, proof, heads, trust, now));

    /// <summary>Begins with what a device's store holds, in the place of everything held.</summary>
    internal void Begin(MirrorView stored) => Change(_ => (stored, MirrorOutcome.News));

    /// <summary>From now on what changes is counted from an index that was written of these states.</summary>
    internal void CountFrom(string indexName, MirrorView written) => Change(held => (held with
    {
        IndexName = indexName,
        Regions = held.Regions.SetItems(held.Regions.Values.Select(region => KeyValuePair.Create(region.Code, region with
        {
            SinceIndex = written.Regions.GetValueOrDefault(region.Code)?.Head == region.Head ? new StatusDelta(region.State.Blocks, []) : null,
        }))),
    }, MirrorOutcome.News));

    private MirrorOutcome Change(Func<MirrorView, (MirrorView, MirrorOutcome)> change)
    {
        lock (writing)
        {
            var (next, outcome) = change(view);
            view = next;
            return outcome;
        }
    }
}

/// <summary>What a mirror holds of one region.</summary>
/// <param name="Code">Six digits.</param>
/// <param name="Version">The version of the head that counts as settled; 0 where the first one still waits.</param>
/// <param name="IssuedAt">When the region signed it.</param>
/// <param name="Blocks">Blocks opened.</param>
/// <param name="Epoch">The witnessed epoch that covers it; null without a log.</param>
/// <param name="Pending">Heads that wait for their epoch.</param>
public sealed record MirroredRegion(string Code, long Version, DateTimeOffset? IssuedAt, int Blocks, long? Epoch, int Pending)
{
    internal static MirroredRegion Of(MirrorRegion region) => new(
        region.Code, region.Head?.Claims.Version ?? 0, region.Head?.Claims.IssuedAt, region.State.Blocks, region.Proof?.Number, region.Pending.Length);
}
