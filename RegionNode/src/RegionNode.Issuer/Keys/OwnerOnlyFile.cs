namespace RegionNode.Issuer.Keys;

/// <summary>Files with secrets: readable by their owner alone from the first moment, durable when written, never replaced.</summary>
internal static class OwnerOnlyFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <exception cref="IOException">The file exists, or cannot be written.</exception>
    internal static void WriteNew(string path, ReadOnlySpan<byte> content)
    {
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException("key files need POSIX permissions");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!, OwnerOnly | UnixFileMode.UserExecute);
        using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = OwnerOnly,
        });
        file.Write(content);
        file.Flush(flushToDisk: true);
    }
}
