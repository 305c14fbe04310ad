using TrustList.Format.Encoding;

namespace TrustList.Format.Credentials.Qr;

/// <summary>Base45 (RFC 9285): bytes in the 45 characters that a QR code packs most densely. One spelling for each byte string.</summary>
public static class Base45
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    private const int Base = 45;
    private static readonly sbyte[] Values = [.. Enumerable.Range(0, 128).Select(code => (sbyte)Alphabet.IndexOf((char)code, StringComparison.Ordinal))];

    /// <summary>Writes bytes: two as three characters, a last one as two.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new char[(bytes.Length / 2 * 3) + (bytes.Length % 2 * 2)];
        var at = 0;
        for (var i = 0; i + 1 < bytes.Length; i += 2, at += 3)
        {
            var pair = (bytes[i] << 8) | bytes[i + 1];
            (text[at], text[at + 1], text[at + 2]) = (Alphabet[pair % Base], Alphabet[pair / Base % Base], Alphabet[pair / (Base * Base)]);
        }
        if (bytes.Length % 2 != 0)
            (text[at], text[at + 1]) = (Alphabet[bytes[^1] % Base], Alphabet[bytes[^1] / Base]);
        return new string(text);
    }

    /// <summary>Reads text; small letters, other characters, a length that no bytes have and groups beyond their bytes are refused.</summary>
    public static Decoded<byte[]> Decode(ReadOnlySpan<char> text)
    {
        if (text.Length % 3 == 1)
            return Decoded<byte[]>.Fail(DecodeFault.Malformed, "base45: a length that no bytes have");
        var bytes = new byte[(text.Length / 3 * 2) + (text.Length % 3 / 2)];
        for (int i = 0, at = 0; i < text.Length; i += 3)
        {
            var group = text.Slice(i, Math.Min(3, text.Length - i));
            if (Number(group) is not { } number || number >= 1 << (group.Length == 3 ? 16 : 8))
                return Decoded<byte[]>.Fail(DecodeFault.Malformed, $"base45 at character {i}");
            if (group.Length == 3)
                bytes[at++] = (byte)(number >> 8);
            bytes[at++] = (byte)number;
        }
        return Decoded<byte[]>.Of(bytes);
    }

    private static int? Number(ReadOnlySpan<char> group)
    {
        var number = 0;
        for (var i = group.Length - 1; i >= 0; i--)
        {
            if (group[i] >= Values.Length || Values[group[i]] < 0)
                return null;
            number = (number * Base) + Values[group[i]];
        }
        return number;
    }
}
