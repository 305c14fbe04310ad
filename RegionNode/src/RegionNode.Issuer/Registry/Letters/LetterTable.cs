using System.Collections.Frozen;
using RegionNode.Issuer.Registry.Police;

namespace RegionNode.Issuer.Registry.Letters;

/// <summary>
/// One version of a feed's status letters, mapped onto the model's (Format: StatusLetters). Feeds differ on K, R and Z, so an
/// import and an event name the version they are written in; in the records stand the model's letters alone.
/// </summary>
internal sealed class LetterTable
{
    private readonly FrozenDictionary<char, char> letters;

    internal LetterTable(string version, string source, IReadOnlyDictionary<char, char> letters) =>
        (Version, Source, this.letters) = (version, source, letters.ToFrozenDictionary());

    /// <summary>The name that feeds give.</summary>
    internal string Version { get; }

    /// <summary>Where it comes from; says so where it is a synthetic variant.</summary>
    internal string Source { get; }

    /// <summary>Each letter of the feed with what it is in the model, in order.</summary>
    internal IEnumerable<KeyValuePair<char, char>> Letters => letters.OrderBy(pair => pair.Key);

    /// <summary>Reads a set such as <c>BDJ</c>: the same letters in any order are the same set. The result is in order, each letter once.</summary>
    internal LineReason? Read(string text, out string model)
    {
        model = string.Empty;
        Span<bool> seen = stackalloc bool[26];
        Span<bool> mapped = stackalloc bool[26];
        foreach (var letter in text)
        {
            if (!char.IsAsciiLetterUpper(letter) || seen[letter - 'A'])
                return LineReason.LettersMalformed;
            seen[letter - 'A'] = true;
            if (!letters.TryGetValue(letter, out var meaning))
                return LineReason.UnknownLetter;
            mapped[meaning - 'A'] = true;
        }
        if (text.Length == 0)
            return LineReason.LettersMalformed;
        model = text.Length == 1 ? Single(mapped) : InOrder(mapped);
        return null;
    }

    private static readonly string[] Singles = [.. Enumerable.Range('A', 26).Select(letter => ((char)letter).ToString())];

    private static string Single(ReadOnlySpan<bool> mapped) => Singles[mapped.IndexOf(true)];

    private static string InOrder(ReadOnlySpan<bool> mapped)
    {
        Span<char> text = stackalloc char[26];
        var length = 0;
        for (var letter = 0; letter < mapped.Length; letter++)
        {
            if (mapped[letter])
                text[length++] = (char)('A' + letter);
        }
        return text[..length].ToString();
    }
}
