namespace TrustList.Sync;

/// <summary>Looks a file up so that one that is absent is not taken for an empty one.</summary>
internal static class StoredFiles
{
    // Not a conditional expression: between bytes and null its type would be bytes, and null would become empty bytes.
    internal static ReadOnlyMemory<byte>? Find(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, string path)
    {
        if (files.TryGetValue(path, out var bytes))
            return bytes;
        return null;
    }
}
