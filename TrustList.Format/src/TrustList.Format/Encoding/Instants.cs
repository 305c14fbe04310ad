using System.Globalization;

namespace TrustList.Format.Encoding;

/// <summary>Instants as text: <c>2020-10-12T00:00:00Z</c>, whole seconds, UTC, that form alone (SPEC.md §1.4).</summary>
public static class Instants
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>Writes an instant; fractions of a second are dropped.</summary>
    public static string Format(DateTimeOffset instant)
        => instant.ToUniversalTime().ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>The instant in UTC without its fraction of a second, which is dropped and never rounded into the future: all that is signed says no more.</summary>
    public static DateTimeOffset WholeSeconds(DateTimeOffset instant) => DateTimeOffset.FromUnixTimeSeconds(instant.ToUnixTimeSeconds());

    /// <summary>Reads the one form that <see cref="Format"/> writes; anything else is false.</summary>
    public static bool TryParse(string? text, out DateTimeOffset instant)
        => DateTimeOffset.TryParseExact(
            text, Form, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant);
}
