namespace TrustList.Format.Credentials;

/// <summary>Check characters of ISO/IEC 7064.</summary>
internal static class Iso7064
{
    private const string Alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>MOD 37,36 over digits and upper-case letters.</summary>
    /// <param name="text">The text to protect; other characters yield null.</param>
    public static char? Mod37And36(ReadOnlySpan<char> text)
    {
        var product = 36;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c) && !char.IsAsciiLetterUpper(c))
                return null;
            var value = c <= '9' ? c - '0' : c - 'A' + 10;
            var sum = (product + value) % 36;
            product = (sum == 0 ? 36 : sum) * 2 % 37;
        }
        return Alphanumeric[(37 - product) % 36];
    }

    /// <summary>MOD 11-2 over digits; the check character may be X.</summary>
    /// <param name="digits">The digits to protect; other characters yield null.</param>
    public static char? Mod11And2(ReadOnlySpan<char> digits)
    {
        var product = 0;
        foreach (var c in digits)
        {
            if (!char.IsAsciiDigit(c))
                return null;
            product = (product + c - '0') * 2 % 11;
        }
        return "0123456789X"[(12 - product) % 11];
    }
}
