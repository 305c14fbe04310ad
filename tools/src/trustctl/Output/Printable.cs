using System.Globalization;

namespace Trustctl;

/// <summary>
/// Text from a file as a terminal may show it: control characters and those that turn the direction of writing are replaced and line ends become spaces, so that
/// nobody can paint over what an operator reads before signing.
/// </summary>
internal static class Printable
{
    public static string Of(string text) => string.Create(text.Length, text, static (shown, source) =>
    {
        for (var i = 0; i < source.Length; i++) shown[i] = source[i] == '\n' ? ' ' : IsHarmless(source[i]) ? source[i] : '\uFFFD';
    });

    private static bool IsHarmless(char c) => char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
