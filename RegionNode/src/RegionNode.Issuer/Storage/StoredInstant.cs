namespace RegionNode.Issuer.Storage;

/// <summary>Instants as the tables hold them: Unix milliseconds.</summary>
internal static class StoredInstant
{
    internal static long Stored(this DateTimeOffset instant) => instant.ToUnixTimeMilliseconds();

    internal static DateTimeOffset Instant(this long stored) => DateTimeOffset.FromUnixTimeMilliseconds(stored);
}
