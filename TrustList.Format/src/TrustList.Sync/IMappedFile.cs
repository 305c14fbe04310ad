namespace TrustList.Sync;

/// <summary>A file that is read in place, wherever one likes. Thread-safe; the content must not change.</summary>
public interface IMappedFile : IDisposable
{
    /// <summary>Its bytes.</summary>
    long Length { get; }

    /// <summary>Copies bytes out of it.</summary>
    /// <param name="offset">The first; the caller keeps within <see cref="Length"/>.</param>
    /// <param name="into">How many, and where they go.</param>
    void Read(long offset, Span<byte> into);
}
