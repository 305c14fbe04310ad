namespace Trustctl;

/// <summary>Writes what a command makes: whole under its name, or not at all.</summary>
internal static class OutputFile
{
    /// <summary>Writes a file in the place of any that stands there. One that cannot be written is wrong usage.</summary>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        var beside = path + ".new";
        try
        {
            using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"{path}: {failure.Message}");
        }
    }

    /// <summary>Makes a folder. One that cannot be made is wrong usage.</summary>
    public static void Folder(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"{path}: {failure.Message}");
        }
    }
}
