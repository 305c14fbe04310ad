namespace Trustctl;

/// <summary>Reads what people name on the command line, bounded before anything looks at it.</summary>
public static class InputFile
{
    /// <summary>The bytes of a file within its limit; a larger one is wrong usage.</summary>
    public static byte[] Bounded(string path, int limit)
    {
        var bytes = Read(path, limit);
        return bytes.Length <= limit ? bytes : throw new UsageException($"{path}: more than {limit} bytes");
    }

    /// <summary>
    /// The bytes of a file (`-` is standard input), at most <paramref name="limit"/> + 1 of them: one more than the limit, so that
    /// the reader behind refuses an oversized file as such. A file that cannot be opened is wrong usage.
    /// </summary>
    public static byte[] Read(string path, int limit)
    {
        try
        {
            using var stream = path == "-" ? Console.OpenStandardInput() : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
            var held = new MemoryStream();
            var buffer = new byte[64 * 1024];
            for (int n; held.Length <= limit && (n = stream.Read(buffer, 0, (int)Math.Min(buffer.Length, limit + 1 - held.Length))) > 0;)
                held.Write(buffer, 0, n);
            return held.ToArray();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"{path}: {failure.Message}");
        }
    }
}
