using TrustList.Format.Encoding;

namespace Trustctl.Commands;

/// <summary>Reads the lines of an export one after the other; a line beyond the limit comes cut off, for its reader to refuse.</summary>
internal static class AuditLines
{
    public static IEnumerable<byte[]> Of(string path)
    {
        using var stream = Open(path);
        var line = new MemoryStream();
        var any = false;
        for (int next; (next = stream.ReadByte()) >= 0;)
        {
            any = true;
            if (next != '\n')
            {
                if (line.Length <= Limits.AuditLineBytes) line.WriteByte((byte)next);
                continue;
            }

            yield return line.ToArray();
            line.SetLength(0);
            any = false;
        }

        if (any) yield return line.ToArray();
    }

    private static Stream Open(string path)
    {
        try
        {
            return new BufferedStream(path == "-" ? Console.OpenStandardInput() : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read), 1 << 16);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"{path}: {failure.Message}");
        }
    }
}
