namespace TrustList.Sync;

/// <summary>A content in memory, read as a mapped file is: for disks that cannot map.</summary>
/// <param name="content">The content.</param>
public sealed class MemoryMap(ReadOnlyMemory<byte> content) : IMappedFile
{
    /// <inheritdoc/>
    public long Length => content.Length;

    /// <inheritdoc/>
    public void Read(long offset, Span<byte> into) => content.Span.Slice((int)offset, into.Length).CopyTo(into);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
