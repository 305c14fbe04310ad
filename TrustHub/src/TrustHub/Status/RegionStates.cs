using System.Collections.Concurrent;
using TrustHub.Transparency;
using TrustList.Format.Status;

namespace TrustHub.Status;

/// <summary>
/// The status state of every region, in memory. It is what the next head is checked against, what the next epoch binds
/// and what packages are made of. The desk writes; any thread may read.
/// </summary>
public sealed class RegionStates(IStatusStore store, RegionReader reader) : IHeadSource
{
    private readonly ConcurrentDictionary<string, RegionHistory> _regions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _doubtful = new(StringComparer.Ordinal);
    private long _admitted;

    /// <summary>Rises with each head.</summary>
    public long Admitted => Interlocked.Read(ref _admitted);

    /// <summary>The regions that have a head, by code.</summary>
    public IReadOnlyList<string> Codes => [.. _regions.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Reads everything from the store, before the hub listens.</summary>
    /// <exception cref="InvalidDataException">What admission once let in is lost or changed.</exception>
    internal void Load()
    {
        foreach (var region in store.Regions())
            _regions[region] = reader.Read(region);
    }

    /// <summary>A region's history; null before its first head.</summary>
    public RegionHistory? Find(string region) => _regions.GetValueOrDefault(region);

    /// <inheritdoc/>
    public IReadOnlyList<(string Region, long Version, ReadOnlyMemory<byte> Hash)> Newest() =>
        [.. _regions.Values.Select(region => region.Newest)
            .OrderBy(head => head.Claims.Region, StringComparer.Ordinal)
            .Select(head => (head.Claims.Region, head.Claims.Version, head.Hash))];

    /// <summary>A region's head at a version.</summary>
    /// <exception cref="InvalidDataException">It is not held, or cannot be read any more.</exception>
    public VerifiedStatusHead Head(string region, long version) =>
        Find(region)?.Newest is { } newest && newest.Claims.Version == version
            ? newest
            : reader.Head(store.Find(region, version) ?? throw new InvalidDataException($"status of region {region}: head {version} is not held"));

    /// <summary>Records a head that was admitted against this state; the desk's to call.</summary>
    /// <exception cref="Exception">Of the store. The row may be there all the same: <see cref="Settle"/> finds it.</exception>
    internal HeadRow Append(AdmittedHead admitted, DateTimeOffset at)
    {
        var region = admitted.Head.Claims.Region;
        _doubtful.Add(region);
        var row = store.Append(admitted.ToRow(at));
        _doubtful.Remove(region);
        var step = new DeltaStep(row.Content.Version, at, admitted.Delta);
        if (Find(region) is { } history)
            history.Add(admitted.Head, step, admitted.State);
        else
            _regions[region] = new RegionHistory(0, new RegionStatus(0), [step], admitted.Head, admitted.State);
        Interlocked.Increment(ref _admitted);
        return row;
    }

    /// <summary>Reads a region anew where a write failed of which nobody knows whether it happened; the desk's to call.</summary>
    /// <returns>The heads that turned out to be there.</returns>
    internal IReadOnlyList<HeadRow> Settle(string region)
    {
        if (!_doubtful.Contains(region))
            return [];
        var missed = store.After(region, Find(region)?.Version ?? 0).ToList();
        if (missed.Count > 0)
        {
            _regions[region] = reader.Read(region);
            Interlocked.Add(ref _admitted, missed.Count);
        }
        _doubtful.Remove(region);
        return missed;
    }
}
