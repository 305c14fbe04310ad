using System.Buffers;
using System.IO.Compression;
using TrustList.Format.Encoding;

namespace TrustList.Format.Status;

/// <summary>A zlib stream read with a bound on what comes out, and written as small as the platform can.</summary>
internal static class BoundedZlib
{
    public static Decoded<byte[]> Inflate(ReadOnlyMemory<byte> zlib, int maxBytes)
    {
        if (zlib.IsEmpty)
            return Fail(DecodeFault.Empty, "no zlib stream");
        if (zlib.Length > Limits.StatusTokenBytes)
            return Fail(DecodeFault.TooLarge, $"{zlib.Length} compressed bytes, at most {Limits.StatusTokenBytes}");
        var room = ArrayPool<byte>.Shared.Rent(maxBytes + 1);
        try
        {
            return Inflate(zlib, room.AsSpan(0, maxBytes + 1));
        }
        catch (Exception e) when (e is InvalidDataException or IOException) // ZLibException is an IOException
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

    /// <summary>The room has one byte more than is permitted: filling it means that there is too much.</summary>
    private static Decoded<byte[]> Inflate(ReadOnlyMemory<byte> zlib, Span<byte> room)
    {
        using var input = new WatchedBytes(zlib);
        using var stream = new ZLibStream(input, CompressionMode.Decompress);
        var length = stream.ReadAtLeast(room, room.Length, throwOnEndOfStream: false);
        return length == room.Length ? Fail(DecodeFault.TooLarge, $"inflates to more than {room.Length - 1} bytes")
            : !input.EndedExactly ? Fail(DecodeFault.TrailingBytes, "the zlib stream does not end where the bytes end")
            : length == 0 ? Fail(DecodeFault.Empty, "inflates to nothing")
            : Decoded<byte[]>.Of(room[..length].ToArray());
    }

    private static Decoded<byte[]> Fail(DecodeFault fault, string detail) => Decoded<byte[]>.Fail(fault, detail);
}
