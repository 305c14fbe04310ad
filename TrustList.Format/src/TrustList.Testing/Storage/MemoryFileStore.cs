using System.Collections.Concurrent;
using TrustList.Sync;

namespace TrustList.Testing;

/// <summary>Files in memory that outlive the process that a test pretends to crash.</summary>
public sealed class MemoryFileStore : IFileStore
{
    private readonly ConcurrentDictionary<string, byte[]> files = new(StringComparer.Ordinal);

    /// <summary>The names of all files.</summary>
    public IReadOnlyCollection<string> Names => [.. files.Keys];

    /// <inheritdoc/>
    public byte[]? Read(string name) => files.TryGetValue(name, out var content) ? [.. content] : null;

    /// <inheritdoc/>
    public void Write(string name, ReadOnlyMemory<byte> content) => files[name] = content.ToArray();

    /// <inheritdoc/>
    public void Move(string from, string to) =>
        files[to] = files.TryRemove(from, out var content) ? content : throw new FileNotFoundException(from);

    /// <inheritdoc/>
    public void Delete(string name) => files.TryRemove(name, out _);

    /// <inheritdoc/>
    public IReadOnlyList<string> List(string folder) => [.. files.Keys.Where(name => name.StartsWith(folder + "/", StringComparison.Ordinal))];
}
