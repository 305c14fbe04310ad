using TrustList.Format.Encoding;

namespace TrustList.Format.Signing;

/// <summary>
/// What COSE_Sign1 and COSE_Mac0 share: an array of protected header, unprotected header, content, and a signature or
/// tag. Read without copying.
/// </summary>
internal readonly record struct CoseMessage(
    bool Tagged, int Algorithm, CoseHeaders Headers, ReadOnlyMemory<byte> Protected, ReadOnlyMemory<byte>? Payload, ReadOnlyMemory<byte> Seal)
{
    public static Decoded<CoseMessage> Parse(ReadOnlyMemory<byte> message, ulong tag)
    {
        if (message.IsEmpty)
            return Fail(DecodeFault.Empty, "no bytes");
        if (message.Length > Limits.StatusTokenBytes)
            return Fail(DecodeFault.TooLarge, $"{message.Length} bytes, at most {Limits.StatusTokenBytes}");
        var cursor = new CborCursor(message.Span);
        var tagged = cursor.TryReadTag(tag);
        if (!cursor.TryReadArray(out var parts) || parts != 4)
            return Fail(DecodeFault.WrongType, "not an array of four");
        if (!cursor.TryReadBytes(out var guarded))
            return Fail(DecodeFault.WrongType, "protected header: byte string expected");
        var headers = new CoseHeaderReader(message);
        if (headers.ReadProtected(guarded) is { } faultOfProtected)
            return Fail(faultOfProtected, "protected header");
        if (headers.ReadUnprotected(ref cursor) is { } faultOfUnprotected)
            return Fail(faultOfUnprotected, "unprotected header");
        if (headers.Algorithm is not { } algorithm)
            return Fail(DecodeFault.MissingField, "alg in the protected header");
        ReadOnlyMemory<byte>? payload = null;
        if (!cursor.TryReadNull())
        {
            if (!cursor.TryReadBytes(out var content))
                return Fail(DecodeFault.WrongType, "content: byte string or null expected");
            payload = message[content];
        }
        if (!cursor.TryReadBytes(out var seal))
            return Fail(DecodeFault.WrongType, "signature or tag: byte string expected");
        return cursor.AtEnd
            ? Decoded<CoseMessage>.Of(new CoseMessage(tagged, algorithm, headers.ToHeaders(), message[guarded], payload, message[seal]))
            : Fail(DecodeFault.TrailingBytes, "bytes after the message");
    }

    private static Decoded<CoseMessage> Fail(DecodeFault fault, string detail) => Decoded<CoseMessage>.Fail(fault, "COSE: " + detail);
}
