using TrustList.Format.Registry;

namespace TrustList.Format.Status;

/// <summary>The rules of SPEC.md §7.6 that a live answer must keep, whoever made it.</summary>
internal static class LiveStatusRules
{
    public const int RegionDigits = 6;
    public const int LettersVersionCharacters = 32;
    public const int MinNonce = 16;
    public const int MaxNonce = 64;
    /// <summary>The highest index of a list of 2^20 entries.</summary>
    public const int MaxIndex = Encoding.Limits.StatusListEntries - 1;

    /// <summary>The first rule broken; null when none is.</summary>
    public static (StatusFault Fault, string Detail)? Broken(LiveStatusClaims claims) =>
        claims.Region.Length != RegionDigits || !claims.Region.All(char.IsAsciiDigit) ? (StatusFault.Malformed, "the region is not six digits")
        : claims.StatusUri.Length is 0 or > StatusListClaims.UriCharacters ? (StatusFault.Malformed, $"the uri has 1 to {StatusListClaims.UriCharacters} characters")
        : claims.Index is < 0 or > MaxIndex ? (StatusFault.Malformed, "the index is outside every list")
        : claims.Letters.Length > StatusLetters.MaxLetters || !AreLetters(claims.Letters) ? (StatusFault.Malformed, "the letters are not a set of A to Z")
        : claims.LettersVersion.Length is 0 or > LettersVersionCharacters ? (StatusFault.Malformed, "the letter table has no version")
        : IsMilderThanItsLetters(claims) ? (StatusFault.Malformed, "the value is milder than its letters")
        : claims.Points is < 0 or > LiveStatusClaims.MaxPoints ? (StatusFault.Malformed, $"points are 0 to {LiveStatusClaims.MaxPoints}")
        : claims.MovedTo is { } region && (claims.Value != StatusValue.Transferred || !RegionCode.IsValid(region) || region == claims.Region)
            ? (StatusFault.Malformed, "a licence moves to another region, and only then")
        : claims.Nonce.Length is < MinNonce or > MaxNonce ? (StatusFault.Malformed, $"the nonce has {MinNonce} to {MaxNonce} bytes")
        : claims.Expires <= claims.IssuedAt ? (StatusFault.Malformed, "the expiry does not come after the issue")
        : claims.Expires - claims.IssuedAt > LiveAssertion.MaxLife ? (StatusFault.TooLong, $"a life of more than {LiveAssertion.MaxLife.TotalMinutes} minutes")
        : null;

    private static bool AreLetters(string letters) => letters.All(char.IsAsciiLetterUpper) && letters.Distinct().Count() == letters.Length;

    /// <summary>Only for letters that are told, and the table known here; of another table the region's value stands alone.</summary>
    private static bool IsMilderThanItsLetters(LiveStatusClaims claims) =>
        claims.Letters.Length > 0
        && string.Equals(claims.LettersVersion, StatusLetters.Version, StringComparison.Ordinal)
        && claims.Value.Severity() < StatusLetters.Worst(claims.Letters).Severity();
}
