using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using TrustList.Format.Encoding;

namespace TrustList.Format.Status;

/// <summary>A zlib stream read with a bound on what comes out, and written as small as the platform can.</summary>
internal static class BoundedZlib
{
    /// <summary>Header and checksum of the shortest stream.</summary>
    private const int Overhead = 6;

    public static Decoded<byte[]> Inflate(ReadOnlyMemory<byte> zlib, int maxBytes)
    {
        if (zlib.Length > Limits.StatusTokenBytes)
            return Fail(DecodeFault.TooLarge, $"{zlib.Length} compressed bytes, at most {Limits.StatusTokenBytes}");
        if (zlib.Length <= Overhead)
            return Fail(zlib.IsEmpty ? DecodeFault.Empty : DecodeFault.Malformed, "no zlib stream");
        var room = ArrayPool<byte>.Shared.Rent(maxBytes + 1);
        try
        {
            var length = Fill(zlib, room.AsSpan(0, maxBytes + 1));
            if (length > maxBytes)
                return Fail(DecodeFault.TooLarge, $"inflates to more than {maxBytes} bytes");
            if (length == 0)
                return Fail(DecodeFault.Empty, "inflates to nothing");
            var inflated = room.AsSpan(0, length).ToArray();
            // The platform's reader stops at the stream's end and passes over what follows, and at the end of
            // the bytes and passes over what is missing: the checksum in the last four bytes shows both.
            return BinaryPrimitives.ReadUInt32BigEndian(zlib.Span[^4..]) == Adler32.Of(inflated)
                ? Decoded<byte[]>.Of(inflated)
                : Fail(DecodeFault.TrailingBytes, "the zlib stream does not end where the bytes end");
        }
        catch (InvalidDataException)
        {
            return Fail(DecodeFault.Malformed, "not a zlib stream");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(room);
        }
    }

    public static byte[] Deflate(ReadOnlySpan<byte> data)
    {
        using var output = new MemoryStream();
        using (var zlib = new ZLibStream(output, CompressionLevel.SmallestSize, leaveOpen: true))
            zlib.Write(data);
        return output.ToArray();
    }

    private static int Fill(ReadOnlyMemory<byte> zlib, Span<byte> room)
    {
        using var input = new MemoryStream(zlib.ToArray(), writable: false);
        using var stream = new ZLibStream(input, CompressionMode.Decompress);
        return stream.ReadAtLeast(room, room.Length, throwOnEndOfStream: false);
    }

    private static Decoded<byte[]> Fail(DecodeFault fault, string detail) => Decoded<byte[]>.Fail(fault, detail);
}
