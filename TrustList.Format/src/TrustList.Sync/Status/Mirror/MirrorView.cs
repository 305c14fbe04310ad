using System.Collections.Immutable;

namespace TrustList.Sync.Status;

/// <summary>Everything a mirror holds at one moment. Immutable.</summary>
/// <param name="Newest">The heads of the newest epoch it has seen: nothing older is taken. Null before the first package.</param>
/// <param name="Regions">The regions whose states are held.</param>
internal sealed record MirrorView(ProvenHeads? Newest, ImmutableDictionary<string, MirrorRegion> Regions)
{
    public static readonly MirrorView Empty = new(null, ImmutableDictionary.Create<string, MirrorRegion>(StringComparer.Ordinal));
}
