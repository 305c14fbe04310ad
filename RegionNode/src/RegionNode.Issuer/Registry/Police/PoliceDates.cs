namespace RegionNode.Issuer.Registry.Police;

/// <summary>The days and instants of police feeds. An instant without an offset is China Standard Time.</summary>
internal static class PoliceDates
{
    private const string LongTerm = "长期";
    private static readonly DateOnly LongTermDay = new(9999, 12, 31);

    /// <summary>Reads <c>20180504</c>, <c>2018-05-04</c> or <c>2018-05-04 00:00:00</c>.</summary>
    internal static bool TryDay(string text, out DateOnly day)
    {
        day = default;
        var rest = text.AsSpan();
        if (rest.EndsWith(" 00:00:00", StringComparison.Ordinal))
            rest = rest[..^9];
        return rest.Length switch
        {
            8 => TryDay(rest[..4], rest[4..6], rest[6..], out day),
            10 when rest[4] == '-' && rest[7] == '-' => TryDay(rest[..4], rest[5..7], rest[8..], out day),
            _ => false,
        };
    }

    /// <summary>The last day of a period; null for long-term (9999-12-31 or 长期).</summary>
    internal static bool TryLastDay(string text, out DateOnly? day)
    {
        day = null;
        if (text == LongTerm)
            return true;
        if (!TryDay(text, out var last))
            return false;
        day = last == LongTermDay ? null : last;
        return true;
    }

    /// <summary>Reads <c>20180504113000</c>, <c>2018-05-04 11:30:00</c>, RFC 3339 with an offset, or a day (its first instant).</summary>
    internal static bool TryInstant(string text, out DateTimeOffset instant)
    {
        instant = default;
        if (TryDay(text, out var day))
        {
            instant = ChinaTime.Midnight(day);
            return true;
        }
        if (text.Length == 14 && TryDay(text[..8], out day) && TryTime(text.AsSpan(8, 2), text.AsSpan(10, 2), text.AsSpan(12, 2), out var time))
        {
            instant = new DateTimeOffset(day, time, ChinaTime.Offset);
            return true;
        }
        if (text.Length == 19 && text[10] == ' ' && TryDay(text[..10], out day) && text[13] == ':' && text[16] == ':'
            && TryTime(text.AsSpan(11, 2), text.AsSpan(14, 2), text.AsSpan(17, 2), out time))
        {
            instant = new DateTimeOffset(day, time, ChinaTime.Offset);
            return true;
        }
        return DateTimeOffset.TryParseExact(
            text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"], null, System.Globalization.DateTimeStyles.AssumeUniversal, out instant)
            && (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > 10);
    }

    private static bool TryDay(ReadOnlySpan<char> year, ReadOnlySpan<char> month, ReadOnlySpan<char> ofMonth, out DateOnly day)
    {
        day = default;
        if (!TryNumber(year, out var y) || !TryNumber(month, out var m) || !TryNumber(ofMonth, out var d)
            || y < 1 || m is < 1 or > 12 || d < 1 || d > DateTime.DaysInMonth(y, m))
            return false;
        day = new DateOnly(y, m, d);
        return true;
    }

    private static bool TryTime(ReadOnlySpan<char> hour, ReadOnlySpan<char> minute, ReadOnlySpan<char> second, out TimeOnly time)
    {
        time = default;
        if (!TryNumber(hour, out var h) || !TryNumber(minute, out var m) || !TryNumber(second, out var s) || h > 23 || m > 59 || s > 59)
            return false;
        time = new TimeOnly(h, m, s);
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<char> digits, out int number)
    {
        number = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit(digit))
                return false;
            number = number * 10 + digit - '0';
        }
        return true;
    }
}
