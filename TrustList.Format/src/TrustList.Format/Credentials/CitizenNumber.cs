using System.Globalization;

namespace TrustList.Format.Credentials;

/// <summary>The 18-character citizen number (GB 11643), which is also a citizen's licence number.</summary>
public static class CitizenNumber
{
    /// <summary>Checks form, birth date and check character (ISO/IEC 7064 MOD 11-2).</summary>
    /// <param name="text">The number as written.</param>
    /// <returns>True when the number could have been given out.</returns>
    public static bool IsValid(string? text) =>
        text is { Length: 18 }
        && Iso7064.Mod11And2(text.AsSpan(0, 17)) == text[17]
        && DateOnly.TryParseExact(text.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>Completes 17 digits with their check character, for samples and tests.</summary>
    /// <param name="first17">Region, birth date and sequence.</param>
    /// <returns>The 18 characters.</returns>
    /// <exception cref="ArgumentException">Not 17 digits.</exception>
    public static string Complete(string first17)
    {
        ArgumentNullException.ThrowIfNull(first17);
        return first17.Length == 17 && Iso7064.Mod11And2(first17) is { } check
            ? first17 + check
            : throw new ArgumentException("17 digits are needed.", nameof(first17));
    }
}
