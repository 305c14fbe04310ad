namespace TrustHub.Storage;

/// <summary>
/// The public folder. Trusted for nothing: everything in it is signed, can be rebuilt from the database, and is
/// compared with it by fsck. What it must give is the order of its writes. Paths are relative, with '/'.
/// </summary>
public interface IFileStore
{
    /// <summary>
    /// Writes a file that never changes. When the call returns, the file is whole and durable under its name; when
    /// it fails, the file is absent or whole. The same bytes again are no act.
    /// </summary>
    /// <exception cref="IOException">The disk failed, or other bytes stand under this name.</exception>
    void WriteImmutable(string path, ReadOnlyMemory<byte> bytes);

    /// <summary>Puts new bytes in a file's place, durable on return: a reader sees the old ones whole, or the new ones whole.</summary>
    /// <exception cref="IOException">The disk failed; either may stand there.</exception>
    void Replace(string path, ReadOnlyMemory<byte> bytes);

    /// <summary>Takes a folder with all its files away; none is no act.</summary>
    /// <exception cref="IOException">The disk failed; some may be there yet.</exception>
    void RemoveFolder(string path);

    /// <summary>The bytes of a file; null when it is absent.</summary>
    byte[]? Read(string path);
}
