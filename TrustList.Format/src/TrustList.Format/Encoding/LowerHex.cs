using System.Buffers;

namespace TrustList.Format.Encoding;

/// <summary>Hex as this system writes it: lower case, two digits a byte.</summary>
public static class LowerHex
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    /// <summary>Writes bytes as lower-case hex.</summary>
    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);

    /// <summary>Whether the text is exactly this many bytes in lower-case hex.</summary>
    public static bool IsOf(string? text, int bytes) => text is not null && text.Length == bytes * 2 && IsHex(text);

    /// <summary>Reads lower-case hex of at most <paramref name="maxBytes"/> bytes; upper case, odd length or anything else is false.</summary>
    public static bool TryDecode(string? text, int maxBytes, out byte[] bytes)
    {
        bytes = [];
        if (text is null || text.Length % 2 != 0 || text.Length > (long)maxBytes * 2 || !IsHex(text))
            return false;
        bytes = Convert.FromHexString(text);
        return true;
    }

    private static bool IsHex(string text) => text.AsSpan().IndexOfAnyExcept(Digits) < 0;
}
