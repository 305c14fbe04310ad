using System.IO.MemoryMappedFiles;

namespace TrustList.Sync;

/// <summary>A file mapped into memory: the operating system holds what is used and drops what is not.</summary>
internal sealed class MappedFile : IMappedFile
{
    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;
    private readonly long start;

    /// <exception cref="IOException">It cannot be mapped.</exception>
    internal MappedFile(FileStream stream)
    {
        Length = stream.Length;
        file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        view = file.CreateViewAccessor(0, Length, MemoryMappedFileAccess.Read);
        start = view.PointerOffset;
    }

    /// <inheritdoc/>
    public long Length { get; }

    /// <inheritdoc/>
    public void Read(long offset, Span<byte> into) => view.SafeMemoryMappedViewHandle.ReadSpan((ulong)(start + offset), into);

    /// <inheritdoc/>
    public void Dispose()
    {
        view.Dispose();
        file.Dispose();
    }
}
