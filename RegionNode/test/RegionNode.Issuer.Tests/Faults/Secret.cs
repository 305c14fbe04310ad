using System.Buffers.Binary;
using System.Text;

namespace RegionNode.Issuer.Tests.Faults;

/// <summary>A value that must not leave the node, and how it could look if it did.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Forms">Its bytes in every spelling, by the spelling's name.</param>
internal sealed record Secret(string Name, IReadOnlyList<(string Spelling, byte[] Bytes)> Forms)
{
    private static readonly Encoding Chinese = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    internal static Secret Of(string name, string text) => new(name,
    [
        .. OfBytes(Encoding.UTF8.GetBytes(text)), // CBOR's text and bytes among them: they stand in it as they are.
        .. In("UTF-16", Encoding.Unicode.GetBytes(text)),
        .. In("UTF-16 big-endian", Encoding.BigEndianUnicode.GetBytes(text)),
        .. In("GB18030", Chinese.GetBytes(text)),
        ("JSON", Ascii(string.Concat(text.Select(c => c < 128 ? c.ToString() : $"\\u{(int)c:x4}")))),
        ("JSON upper case", Ascii(string.Concat(text.Select(c => c < 128 ? c.ToString() : $"\\u{(int)c:X4}")))),
        ("URL", Ascii(Uri.EscapeDataString(text))),
    ]);

    /// <summary>Of a number written in digits: also as CBOR and other binary forms write numbers.</summary>
    internal static Secret OfNumber(string name, string digits)
    {
        var bytes = new byte[9];
        bytes[0] = 0x1B; // CBOR, eight bytes follow.
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(1), long.Parse(digits, System.Globalization.CultureInfo.InvariantCulture));
        var little = bytes.Skip(1).Reverse().ToArray();
        var text = Of(name, digits);
        return text with { Forms = [.. text.Forms, ("CBOR number", bytes), ("little-endian number", little)] };
    }

    /// <summary>Of a picture: a piece of it is enough.</summary>
    internal static Secret OfPicture(string name, byte[] bytes) => new(name, [.. new[] { bytes.Length / 7, bytes.Length / 2 }.SelectMany(at => OfBytes(bytes.AsSpan(at, 24).ToArray()))]);

    /// <summary>The spellings in which it stands somewhere in these bytes.</summary>
    internal IEnumerable<string> In(byte[] bytes) => Forms.Where(form => bytes.AsSpan().IndexOf(form.Bytes) >= 0).Select(form => $"{Name} as {form.Spelling}");

    private static IEnumerable<(string, byte[])> OfBytes(byte[] bytes)
    {
        yield return ("bytes", bytes);
        yield return ("hex", Ascii(Convert.ToHexString(bytes)));
        yield return ("hex lower case", Ascii(Convert.ToHexStringLower(bytes)));
        for (var before = 0; before < 3; before++) // Wherever it begins among the bytes that are encoded.
        {
            var inner = Convert.ToBase64String([.. new byte[before], .. bytes])[(((before * 8) + 5) / 6)..((before + bytes.Length) * 8 / 6)];
            yield return ($"base64 behind {before}", Ascii(inner));
            yield return ($"base64url behind {before}", Ascii(inner.Replace('+', '-').Replace('/', '_')));
        }
    }

    // Under the encoding's name; GB18030 says digits and Latin as UTF-8 does, which is no other spelling.
    private static IEnumerable<(string, byte[])> In(string encoding, byte[] bytes) => OfBytes(bytes).Select(form => ($"{encoding} {form.Item1}", form.Item2));

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);
}
