namespace TrustList.Format.Registry;

/// <summary>GB/T 2260 codes: six digits, province, city, county in pairs (SPEC.md §5.1).</summary>
public static class RegionCode
{
    /// <summary>The agreement member that stands for every region.</summary>
    public const string Everyone = "*";

    /// <summary>Whether the text is a code: six ASCII digits, of which the first pair is not 00.</summary>
    public static bool IsValid(string? code) =>
        code is { Length: 6 } && code.All(char.IsAsciiDigit) && !code.StartsWith("00", StringComparison.Ordinal);

    /// <summary>
    /// Whether an agreement member speaks for a region: the same code, <c>*</c>, or a province (or city) code
    /// whose digits before the closing pairs of zeros begin the region's code.
    /// </summary>
    /// <param name="member">A code or <c>*</c>.</param>
    /// <param name="code">The code of a region.</param>
    public static bool Covers(string member, string code) =>
        member == Everyone || code.StartsWith(Significant(member), StringComparison.Ordinal);

    /// <summary>The code without its closing pairs of zeros: <c>32</c> for 320000, <c>3205</c> for 320500.</summary>
    public static string Significant(string code) =>
        code.EndsWith("0000", StringComparison.Ordinal) ? code[..2] : code.EndsWith("00", StringComparison.Ordinal) ? code[..4] : code;
}
