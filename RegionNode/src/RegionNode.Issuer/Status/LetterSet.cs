using TrustList.Format.Status;

namespace RegionNode.Issuer.Status;

/// <summary>The form of a status letter set (GA/T 16.25), and how it changes.</summary>
internal static class LetterSet
{
    private const char Normal = 'A';

    /// <summary>1 to 26 letters A to Z, each once. Unknown letters are let in: they read as INVALID.</summary>
    internal static bool IsValid(string? letters) =>
        letters is { Length: >= 1 and <= 26 } && letters.All(char.IsAsciiLetterUpper) && letters.Distinct().Count() == letters.Length;

    /// <summary>The set without some letters and then with others, in order; A stands where nothing else does, and beside a fault only where it was said so.</summary>
    /// <returns>The same text where nothing changes.</returns>
    internal static string Change(string letters, string adds, string removes)
    {
        var kept = letters.Except(removes).Union(adds).ToHashSet();
        if (kept.SetEquals(letters))
            return letters;
        if (!adds.Contains(Normal) && StatusLetters.Worst(string.Concat(kept)) != StatusValue.Valid)
            kept.Remove(Normal);
        if (kept.Count == 0)
            kept.Add(Normal);
        return string.Concat(kept.Order());
    }
}
