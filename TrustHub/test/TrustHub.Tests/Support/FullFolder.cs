using TrustHub.Storage;

namespace TrustHub.Tests.Support;

/// <summary>A public folder on a disk that is full while the test says so.</summary>
public sealed class FullFolder(IFileStore inner) : IFileStore
{
    public bool IsFull { get; set; }

    public void WriteImmutable(string path, ReadOnlyMemory<byte> bytes) => Written().WriteImmutable(path, bytes);

    public void Replace(string path, ReadOnlyMemory<byte> bytes) => Written().Replace(path, bytes);

    public void RemoveFolder(string path) => Written().RemoveFolder(path);

    public byte[]? Read(string path) => inner.Read(path);

    private IFileStore Written() => IsFull ? throw new IOException("No space left on device, by the test's will") : inner;
}
