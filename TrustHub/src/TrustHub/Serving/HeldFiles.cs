using Microsoft.Extensions.Caching.Memory;

namespace TrustHub.Serving;

/// <summary>A public file in memory, as it stood under its name.</summary>
/// <param name="Bytes">All of it.</param>
/// <param name="Tag">Its ETag, in quotes.</param>
/// <param name="Written">When it was written; null: it never changes.</param>
internal sealed record HeldFile(byte[] Bytes, string Tag, DateTime? Written);

/// <summary>
/// Small public files that were asked for, at most <see cref="Most"/> bytes together. A file that changes is held only when it had
/// stood for a while as it was read: two writes within one tick of the disk's clock look alike.
/// </summary>
internal sealed class HeldFiles : IDisposable
{
    /// <summary>The longest file that is held.</summary>
    public const int Longest = 1024 * 1024;

    private const long Most = 128L * 1024 * 1024;
    private static readonly TimeSpan Settled = TimeSpan.FromMilliseconds(100);

    private readonly MemoryCache _files = new(new MemoryCacheOptions { SizeLimit = Most });

    /// <summary>The file, if what is held still stands under the name.</summary>
    public HeldFile? Find(string full) =>
        _files.TryGetValue(full, out HeldFile? held) && (held!.Written is not { } written || Stands(full, written, held.Bytes.Length)) ? held : null;

    /// <summary>Holds a file if it may be held.</summary>
    public void Hold(string full, HeldFile file)
    {
        if (file.Bytes.Length <= Longest && (file.Written is not { } written || TimeProvider.System.GetUtcNow() - written > Settled))
            _files.Set(full, file, new MemoryCacheEntryOptions { Size = file.Bytes.Length + 512 });
    }

    /// <inheritdoc/>
    public void Dispose() => _files.Dispose();

    private static bool Stands(string full, DateTime written, long length) =>
        new FileInfo(full) is { Exists: true } now && now.LastWriteTimeUtc == written && now.Length == length;
}
