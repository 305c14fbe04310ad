using System.Buffers;
using System.Buffers.Text;

namespace TrustList.Format.Encoding;

/// <summary>Base64url without padding, as JOSE writes it (RFC 7515 §2), in its one canonical spelling.</summary>
public static class Base64UrlText
{
    /// <summary>Writes bytes.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    /// <summary>Reads text; padding, white space and spare bits that are not zero are refused.</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, out byte[] bytes)
    {
        bytes = [];
        if (text.Length % 4 == 1)
            return false;
        bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        // Not TryDecodeFromChars: it throws on a foreign character.
        if (Base64Url.DecodeFromChars(text, bytes, out _, out var length) != OperationStatus.Done)
            return false;
        bytes = bytes[..length];
        return text.SequenceEqual(Base64Url.EncodeToString(bytes));
    }
}
