using System.IO.Compression;

namespace RegionNode.Issuer.Tests.Faults;

/// <summary>What is compressed somewhere in bytes: zlib and gzip are tried wherever their first bytes stand.</summary>
internal static class Compressed
{
    private const int MostBytes = 2_000_000;

    /// <summary>The bytes themselves, and all that opens in them.</summary>
    internal static IEnumerable<byte[]> Opened(byte[] bytes)
    {
        yield return bytes;
        for (var at = 0; at + 2 < bytes.Length; at++)
        {
            Func<Stream, Stream>? open = bytes[at] == 0x78 && ((bytes[at] << 8) | bytes[at + 1]) % 31 == 0 ? stream => new ZLibStream(stream, CompressionMode.Decompress)
                : bytes[at] == 0x1F && bytes[at + 1] == 0x8B ? stream => new GZipStream(stream, CompressionMode.Decompress)
                : null;
            if (open is not null && Inflate(open(new MemoryStream(bytes, at, bytes.Length - at))) is { Length: > 0 } inner)
                yield return inner;
        }
    }

    private static byte[] Inflate(Stream stream)
    {
        using var inner = new MemoryStream();
        var buffer = new byte[8192];
        try
        {
            using (stream)
            {
                for (int read; inner.Length < MostBytes && (read = stream.Read(buffer)) > 0;)
                    inner.Write(buffer, 0, read);
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            // Only looked like one, or ends early: what came is looked at.
        }
        return inner.ToArray();
    }
}
