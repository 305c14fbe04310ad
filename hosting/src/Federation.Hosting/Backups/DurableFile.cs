using System.Security.Cryptography;
using Federation.Hosting.Storage;

namespace Federation.Hosting.Backups;

/// <summary>Files of backups: readable by their owner alone, on the disk when a call returns.</summary>
internal static class DurableFile
{
    internal const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes a folder that its owner alone can read.</summary>
    internal static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
    }

    /// <summary>Opens a new or emptied file to write.</summary>
    internal static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return new FileStream(path, options);
    }

    /// <summary>Puts bytes in a file's place, whole or not at all.</summary>
    internal static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        var unfinished = path + ".unfinished";
        using (var file = Create(unfinished))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }
        File.Move(unfinished, path, overwrite: true);
        SyncFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Copies a file as long as it is now; what is added to it meanwhile stays out.</summary>
    internal static void Copy(string from, string to)
    {
        MakeFolder(Path.GetDirectoryName(Path.GetFullPath(to))!);
        using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var target = Create(to);
        var (left, buffer) = (source.Length, new byte[1 << 16]);
        while (left > 0 && source.Read(buffer, 0, (int)Math.Min(buffer.Length, left)) is > 0 and var read)
        {
            target.Write(buffer, 0, read);
            left -= read;
        }
        target.Flush(flushToDisk: true);
    }

    /// <summary>Length and digest of a file.</summary>
    internal static BackupFile Measure(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        return new BackupFile(file.Length, Convert.ToHexStringLower(SHA256.HashData(file)));
    }

    internal static void Flush(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        file.Flush(flushToDisk: true);
    }

    internal static void SyncFolder(string folder) => DurableFolder.Flush(folder);
}
