namespace TrustHub.Status;

/// <summary>How far back rollups reach: a device whose state is younger needs one download.</summary>
/// <param name="Name">Its name in the address.</param>
/// <param name="Length">How far.</param>
public sealed record RollupWindow(string Name, TimeSpan Length)
{
    /// <summary>All of them, shortest first. The longest is how long deltas are kept.</summary>
    public static readonly IReadOnlyList<RollupWindow> All =
    [
        new("1m", TimeSpan.FromMinutes(1)), new("1h", TimeSpan.FromHours(1)), new("6h", TimeSpan.FromHours(6)),
        new("24h", TimeSpan.FromHours(24)), new("7d", TimeSpan.FromDays(7)),
    ];

    /// <summary>The window of this name; null when there is none.</summary>
    public static RollupWindow? Find(string name) => All.FirstOrDefault(window => window.Name == name);
}
