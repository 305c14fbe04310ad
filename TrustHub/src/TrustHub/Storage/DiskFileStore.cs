using Federation.Hosting.Storage;

namespace TrustHub.Storage;

/// <summary>
/// The public folder on a local file system: a temporary file, flushed to the disk, renamed over its name, and the
/// folder flushed too, so that a power cut leaves the old file or the new one.
/// </summary>
public sealed class DiskFileStore : IFileStore, IShownFiles
{
    /// <summary>What the names of unfinished writes end in; never served.</summary>
    public const string UnfinishedSuffix = ".unfinished";

    private readonly string _root;

    /// <summary>Opens the folder, making it when it is absent.</summary>
    public DiskFileStore(string root)
    {
        _root = Path.GetFullPath(root);
        Directory.CreateDirectory(_root);
    }

    /// <inheritdoc/>
    public void WriteImmutable(string path, ReadOnlyMemory<byte> bytes)
    {
        var full = Full(path);
        if (!File.Exists(full))
            Put(full, bytes);
        else if (!File.ReadAllBytes(full).AsSpan().SequenceEqual(bytes.Span))
            throw new IOException($"other bytes stand in the immutable file {path}");
    }

    /// <inheritdoc/>
    public void Replace(string path, ReadOnlyMemory<byte> bytes) => Put(Full(path), bytes);

    /// <inheritdoc/>
    public void RemoveFolder(string path)
    {
        var full = Full(path);
        if (Directory.Exists(full))
            Directory.Delete(full, recursive: true);
    }

    /// <inheritdoc/>
    public byte[]? Read(string path)
    {
        var full = Full(path);
        return File.Exists(full) ? File.ReadAllBytes(full) : null;
    }

    /// <inheritdoc/>
    public IEnumerable<string> List() =>
        Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(_root, file).Replace(Path.DirectorySeparatorChar, '/'));

    private string Full(string path) => Path.Combine(_root, path);

    private static void Put(string full, ReadOnlyMemory<byte> bytes)
    {
        var folder = Path.GetDirectoryName(full)!;
        DurableFolder.Create(folder);
        var unfinished = full + UnfinishedSuffix;
        using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            file.Write(bytes.Span);
            file.Flush(flushToDisk: true);
        }
        File.Move(unfinished, full, overwrite: true);
        DurableFolder.Flush(folder);
    }
}
