namespace RegionNode.Issuer.Life;

/// <summary>When the registry stated something, as exactly as it says: an instant, some time of a day, or it does not say.</summary>
/// <param name="Earliest">It was not stated before.</param>
/// <param name="Latest">Nor after.</param>
internal readonly record struct StatedAt(DateTimeOffset Earliest, DateTimeOffset Latest)
{
    /// <summary>It does not say.</summary>
    internal static StatedAt Unknown { get; } = new(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue);

    internal static StatedAt At(DateTimeOffset instant) => new(instant, instant);

    /// <summary>Some time of a day in China, and not after now.</summary>
    internal static StatedAt On(DateOnly day, DateTimeOffset now)
    {
        var (begin, last) = (ChinaTime.Midnight(day), ChinaTime.Midnight(day.AddDays(1)).AddMilliseconds(-1));
        return new StatedAt(begin, now < begin ? begin : now < last ? now : last);
    }
}
