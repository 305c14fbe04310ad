using System.Text;

namespace Conformance.Reports;

/// <summary>Text that XML 1.0 and HTML have a form for: not most control characters, nor half of a surrogate pair.</summary>
internal static class LegalText
{
    /// <summary>The text, with U+FFFD for each other character.</summary>
    public static string Of(string text)
    {
        var legal = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            legal.Append(rune.Value is '\n' or '\t' || (rune.Value >= 0x20 && rune.Value is not ((>= 0x7F and <= 0x9F) or 0xFFFE or 0xFFFF)) ? rune.ToString() : "\uFFFD");
        return legal.ToString();
    }
}
