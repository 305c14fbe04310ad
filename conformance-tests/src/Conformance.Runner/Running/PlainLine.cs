using System.Globalization;

namespace Conformance.Running;

/// <summary>Somebody else's words on a terminal: one line, bounded, nothing that moves the cursor or turns the writing round.</summary>
internal static class PlainLine
{
    private const int Most = 200;

    /// <summary>The text with a question mark for each such character.</summary>
    public static string Of(string text) => new([.. text.Take(Most).Select(letter =>
        CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? '?' : letter)]);
}
