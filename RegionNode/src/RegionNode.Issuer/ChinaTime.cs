namespace RegionNode.Issuer;

/// <summary>Days as the office counts them: those of China, UTC+8 all year round.</summary>
internal static class ChinaTime
{
    /// <summary>UTC+8.</summary>
    internal static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>The day in China at an instant.</summary>
    internal static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    /// <summary>The instant at which a day begins in China.</summary>
    internal static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, Offset);
}
