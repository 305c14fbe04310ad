namespace TrustList.Sync.Status;

/// <summary>The rollups that a hub keeps: everything that changed in the last minute, hour and so on.</summary>
internal static class StatusWindow
{
    private static readonly (string Name, TimeSpan Span)[] All =
    [
        ("1m", TimeSpan.FromMinutes(1)), ("1h", TimeSpan.FromHours(1)), ("6h", TimeSpan.FromHours(6)),
        ("24h", TimeSpan.FromHours(24)), ("7d", TimeSpan.FromDays(7)),
    ];

    /// <summary>The paths to try for a state of this age, the shortest download first, the nation's whole state last.</summary>
    internal static IEnumerable<string> PathsFor(TimeSpan? age) =>
        All.Where(window => age is { } known && known < window.Span).Select(window => $"state/rollup/{window.Name}").Append("state/nation");
}
