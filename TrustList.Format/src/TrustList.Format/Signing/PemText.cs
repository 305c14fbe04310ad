using System.Security.Cryptography;
using TrustList.Format.Encoding;

namespace TrustList.Format.Signing;

/// <summary>Reads a text that is one PEM block and nothing else but white space.</summary>
internal static class PemText
{
    public static bool TryRead(string text, string label, out byte[] der)
    {
        der = [];
        if (text.Length > Limits.PublicKeyBytes || !PemEncoding.TryFind(text, out var fields))
            return false;
        if (!text.AsSpan(fields.Label).SequenceEqual(label)
            || !text.AsSpan(0, fields.Location.Start.Value).IsWhiteSpace()
            || !text.AsSpan(fields.Location.End.Value).IsWhiteSpace())
            return false;
        der = new byte[fields.DecodedDataLength];
        return Convert.TryFromBase64Chars(text.AsSpan(fields.Base64Data), der, out var length) && length == der.Length;
    }
}
