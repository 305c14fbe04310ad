using System.Collections.Concurrent;

namespace RegionNode.Gateway.Verifying.Asking;

/// <summary>A lane for each region that was ever asked: as many as the trust list has named since the start.</summary>
internal sealed partial class RegionLanes(AskingOptions options, ILogger<RegionLanes> logger) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<RegionLane>> _lanes = new(StringComparer.Ordinal);

    /// <summary>The codes of regions that are not asked at present because they failed.</summary>
    public IReadOnlyList<string> Broken => [.. Breakers.Where(lane => lane.Broken).Select(lane => lane.Region).Order(StringComparer.Ordinal)];

    /// <summary>Every region that was ever asked, and whether it is not asked at present.</summary>
    public IEnumerable<(string Region, bool Broken)> Breakers =>
        _lanes.Where(lane => lane.Value.IsValueCreated).Select(lane => (lane.Key, lane.Value.Value.IsBroken));

    /// <summary>The region's lane. Ask only for regions that have a route.</summary>
    public RegionLane Of(string region) => _lanes.GetOrAdd(
        region,
        code => new Lazy<RegionLane>(() => new RegionLane(options, TimeProvider.System, open => Turned(logger, code, open ? "not asked any more" : "asked again")))).Value;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var lane in _lanes.Values.Where(lane => lane.IsValueCreated)) lane.Value.Dispose();
    }

    [LoggerMessage(1, LogLevel.Warning, "region {Region} is {What}")]
    private static partial void Turned(ILogger logger, string region, string what);
}
