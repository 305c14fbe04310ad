namespace RegionNode.Gateway.Caching;

/// <summary>A rate with a burst of twice its second: how long what was taken keeps the next one waiting.</summary>
/// <param name="PerSecond">At least 1.</param>
internal readonly record struct Rate(int PerSecond)
{
    private const int BurstSeconds = 2;

    /// <summary>What so many cost, in time.</summary>
    public TimeSpan Cost(int count) => TimeSpan.FromTicks(TimeSpan.TicksPerSecond * count / PerSecond);

    /// <summary>How long so many must wait; zero or less: not at all.</summary>
    /// <param name="owed">How long what was taken before is still paid for.</param>
    /// <param name="count">How many; more than the burst wait for the whole burst.</param>
    public TimeSpan Wait(TimeSpan owed, int count) => owed + Cost(Math.Min(count, BurstSeconds * PerSecond)) - TimeSpan.FromSeconds(BurstSeconds);

    /// <summary>From now to the next day of UTC.</summary>
    public static TimeSpan UntilTomorrow(DateTimeOffset now) => now.UtcDateTime.Date.AddDays(1) - now.UtcDateTime;
}
