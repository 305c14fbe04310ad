using System.Collections.Immutable;

namespace RegionNode.Gateway.Caching;

/// <summary>
/// Entries of which nothing counts that was said up to an instant. More than <see cref="MostSingly"/> are dropped with their
/// whole list.
/// </summary>
internal sealed record DroppedEntries
{
    /// <summary>The most entries that are named singly.</summary>
    public const int MostSingly = 1_000;

    /// <summary>Names them.</summary>
    /// <param name="statusUri">The list.</param>
    /// <param name="indices">Entries of it; none stands for all.</param>
    /// <param name="asOf">Up to when, by the region's clock.</param>
    public DroppedEntries(string statusUri, IEnumerable<long> indices, DateTimeOffset asOf)
    {
        var named = indices.Take(MostSingly + 1).ToImmutableArray();
        (StatusUri, Indices, AsOf) = (statusUri, named.Length > MostSingly ? [] : named, asOf);
    }

    /// <summary>The list.</summary>
    public string StatusUri { get; }

    /// <summary>The entries; none: the whole list.</summary>
    public ImmutableArray<long> Indices { get; }

    /// <summary>Up to when.</summary>
    public DateTimeOffset AsOf { get; }

    /// <summary>Where a cache notes it.</summary>
    public IEnumerable<AssertionKey> Keys =>
        Indices.IsEmpty ? [AssertionKey.WholeList(StatusUri)] : Indices.Select(index => new AssertionKey(StatusUri, index));
}
