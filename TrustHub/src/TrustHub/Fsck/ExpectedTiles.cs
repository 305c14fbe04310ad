using TrustHub.Storage;

namespace TrustHub.Fsck;

/// <summary>What the log's tiles and bundles should be, collected where the hub would write them; nothing is read or written.</summary>
internal sealed class ExpectedTiles : IFileStore
{
    private readonly Dictionary<string, Dictionary<string, string>> _partial = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _full = new(StringComparer.Ordinal);

    /// <summary>Every size of the newest partial files, and the full ones: path and SHA-256.</summary>
    public IEnumerable<KeyValuePair<string, string>> All => _full.Concat(_partial.Values.SelectMany(files => files));

    /// <summary>The SHA-256 of a file; null when it has no place.</summary>
    public string? Find(string path) =>
        _full.TryGetValue(path, out var sha256) || (FolderOf(path) is { } folder && _partial.TryGetValue(folder, out var files) && files.TryGetValue(path, out sha256)) ? sha256 : null;

    /// <summary>The widest file of each level that is not full, and all full ones: what must be there.</summary>
    public IEnumerable<string> Needed => _full.Keys.Concat(_partial.Values.Select(files => files.Keys.Last()));

    public void Replace(string path, ReadOnlyMemory<byte> bytes)
    {
        if (FolderOf(path) is not { } folder)
        {
            _full[path] = Digest.Of(bytes.Span);
            return;
        }
        if (!_partial.TryGetValue(folder, out var files))
            _partial[folder] = files = new(StringComparer.Ordinal);
        files[path] = Digest.Of(bytes.Span);
    }

    public void RemoveFolder(string path) => _partial.Remove(path);

    public void WriteImmutable(string path, ReadOnlyMemory<byte> bytes) => Replace(path, bytes);

    public byte[]? Read(string path) => null;

    private static string? FolderOf(string path) => path.IndexOf(".p/", StringComparison.Ordinal) is >= 0 and var at ? path[..(at + 2)] : null;
}
