using System.Buffers.Binary;
using System.Buffers.Text;

namespace RegionNode.Issuer.Api;

/// <summary>A place in a list, as its caller sees it: opaque text, base64url of the position. It grants nothing; one position has one spelling.</summary>
internal static class Cursor
{
    private const int Bytes = sizeof(long);

    internal static string Of(long position)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, position);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>The position; null where the text is not a cursor.</summary>
    internal static long? Position(string cursor)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        if (cursor.Length != Base64Url.GetEncodedLength(Bytes) || !Base64Url.IsValid(cursor)
            || !Base64Url.TryDecodeFromChars(cursor, bytes, out var written) || written != Bytes)
            return null;
        var position = BinaryPrimitives.ReadInt64BigEndian(bytes);
        return position >= 0 && Of(position) == cursor ? position : null;
    }
}
