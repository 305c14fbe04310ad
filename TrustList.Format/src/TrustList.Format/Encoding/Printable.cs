namespace TrustList.Format.Encoding;

/// <summary>Makes names that an input chose fit for a detail, a log line and a terminal.</summary>
internal static class Printable
{
    private const int Most = 60;

    /// <summary>The same, of UTF-8.</summary>
    public static string Of(ReadOnlySpan<byte> utf8) => Of(System.Text.Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, Most)]));

    /// <summary>At most 60 characters, everything outside printable ASCII shown as a question mark.</summary>
    public static string Of(string text) =>
        string.Create(Math.Min(text.Length, Most), text, (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = source[i] is >= ' ' and <= '~' ? source[i] : '?';
        });
}
