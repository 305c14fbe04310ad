namespace Trustctl;

/// <summary>Writes what people named on the command line: under its name only when whole.</summary>
internal static class OutputFile
{
    /// <summary>Writes a file, replacing one of that name. A path that cannot be written is wrong usage.</summary>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        try
        {
            using (var file = new FileStream(path + ".new", FileMode.Create, FileAccess.Write))
                file.Write(bytes);
            File.Move(path + ".new", path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"{path}: {failure.Message}");
        }
    }
}
