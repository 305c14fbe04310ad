namespace TrustList.Sync;

/// <summary>Files below one folder, flushed to the disk.</summary>
/// <param name="root">The folder; made where it does not exist.</param>
public sealed class DirectoryFileStore(string root) : IFileStore
{
    private readonly string root = Path.GetFullPath(root);

    /// <inheritdoc/>
    public byte[]? Read(string name)
    {
        try
        {
            return File.ReadAllBytes(PathOf(name));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public IMappedFile? Map(string name)
    {
        var file = new FileInfo(PathOf(name));
        return !file.Exists ? null
            : file.Length == 0 ? new MemoryMap(default) // An empty file cannot be mapped.
            : new MappedFile(new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete));
    }

    /// <inheritdoc/>
    public void Write(string name, ReadOnlyMemory<byte> content)
    {
        var path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read);
        file.Write(content.Span);
        file.Flush(flushToDisk: true);
    }

    /// <inheritdoc/>
    public void Move(string from, string to)
    {
        var target = PathOf(to);
        File.Move(PathOf(from), target, overwrite: true);
        DirectorySync.Flush(Path.GetDirectoryName(target)!);
    }

    /// <inheritdoc/>
    public void Delete(string name) => File.Delete(PathOf(name));

    /// <inheritdoc/>
    public IReadOnlyList<string> List(string folder)
    {
        var path = PathOf(folder);
        return Directory.Exists(path) ? [.. Directory.EnumerateFiles(path).Select(file => $"{folder}/{Path.GetFileName(file)}")] : [];
    }

    private string PathOf(string name) => Path.Combine(root, name);
}
