namespace TrustList.Format.Status;

/// <summary>Instants in tokens: whole seconds since 1970 (RFC 7519 §2), here never a fraction.</summary>
internal static class NumericDate
{
    /// <summary>The last second of the year 9999.</summary>
    public const long Max = 253_402_300_799;

    /// <summary>The instant's whole second; what is before 1970 cannot be written.</summary>
    public static long Of(DateTimeOffset instant)
    {
        var seconds = instant.ToUnixTimeSeconds();
        ArgumentOutOfRangeException.ThrowIfNegative(seconds, nameof(instant));
        return seconds;
    }
}
