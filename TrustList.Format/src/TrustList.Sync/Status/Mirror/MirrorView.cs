using System.Collections.Immutable;

namespace TrustList.Sync.Status;

/// <summary>Everything a mirror holds at one moment. Immutable.</summary>
/// <param name="Newest">The heads of the newest epoch it has seen: nothing older is taken. Null before the first package.</param>
/// <param name="Regions">The regions whose states are held.</param>
/// <param name="IndexName">The device index that <see cref="MirrorRegion.SinceIndex"/> counts from; null where there is none.</param>
internal sealed record MirrorView(ProvenHeads? Newest, ImmutableDictionary<string, MirrorRegion> Regions, string? IndexName = null)
{
    public static readonly MirrorView Empty = new(null, ImmutableDictionary.Create<string, MirrorRegion>(StringComparer.Ordinal));

    /// <summary>The regions of which a state is settled, by code ascending.</summary>
    public IEnumerable<MirrorRegion> Settled =>
        Regions.Values.Where(region => region.Head is not null).OrderBy(region => region.Code, StringComparer.Ordinal);
}
