using Federation.Hosting.Storage;
using TrustHub.Storage;

namespace TrustHub.Leading;

/// <summary>
/// The public folder of a leader: each write stands in the shared database first, under the fence, then on this instance's
/// disk. So a leader that lost its seat shows nothing more, not even on its own disk.
/// </summary>
internal sealed class SharedFiles(ISqlDatabase database, DiskFileStore disk) : IFileStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _known = database.Read(SharedFileTable.Known);

    /// <inheritdoc/>
    public void WriteImmutable(string path, ReadOnlyMemory<byte> bytes)
    {
        var sha256 = Digest.Of(bytes.Span);
        lock (_gate)
        {
            if (_known.TryGetValue(path, out var known) && known != sha256)
                throw new IOException($"other bytes stand in the immutable file {path}");
            Share(path, sha256, bytes);
            disk.WriteImmutable(path, bytes);
        }
    }

    /// <inheritdoc/>
    public void Replace(string path, ReadOnlyMemory<byte> bytes)
    {
        lock (_gate)
        {
            Share(path, Digest.Of(bytes.Span), bytes);
            disk.Replace(path, bytes);
        }
    }

    /// <inheritdoc/>
    public void RemoveFolder(string path)
    {
        lock (_gate)
        {
            if (_known.Keys.Any(file => file.StartsWith(path + '/', StringComparison.Ordinal)))
                database.Write((connection, transaction) => SharedFileTable.Remove(connection, transaction, path));
            foreach (var file in _known.Keys.Where(file => file.StartsWith(path + '/', StringComparison.Ordinal)).ToList())
                _known.Remove(file);
            disk.RemoveFolder(path);
        }
    }

    /// <inheritdoc/>
    public byte[]? Read(string path) => disk.Read(path);

    private void Share(string path, string sha256, ReadOnlyMemory<byte> bytes)
    {
        if (_known.TryGetValue(path, out var known) && known == sha256)
            return;
        _known.Remove(path); // A failed write may have happened.
        database.Write((connection, transaction) => SharedFileTable.Put(connection, transaction, path, sha256, bytes.ToArray()));
        _known[path] = sha256;
    }
}
