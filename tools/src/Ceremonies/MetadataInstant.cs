namespace Federation.Ceremonies;

/// <summary>Metadata knows whole seconds of UTC alone.</summary>
public static class MetadataInstant
{
    /// <summary>The instant without its fraction of a second.</summary>
    public static DateTimeOffset WholeSeconds(DateTimeOffset instant) => DateTimeOffset.FromUnixTimeSeconds(instant.ToUnixTimeSeconds());
}
