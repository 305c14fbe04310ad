using TrustList.Format.Encoding;
using TrustList.Format.Metadata;

namespace TrustList.Sync;

/// <summary>TUF §5.7: a target file by the hash that its role lists, from what is held or from the host.</summary>
internal static class TargetFiles
{
    /// <summary>The file that a loaded role lists; null bytes without a stop where none lists the path.</summary>
    internal static async Task<(ReadOnlyMemory<byte>? Bytes, SyncStop? Stop)> GetAsync(UpdateRun run, string path, ReadOnlyMemory<byte>? held)
    {
        if (run.Metadata.Find(path, out _) is not { } listed)
            return (null, null);
        if (held is { } known && ListedFile.Check(listed, known.Span) is null)
            return (known, null);
        if (listed.Length > Limits.TargetFileBytes)
            return (null, new(SyncFault.TooLarge, path));
        if (run.Layout.Target(path, listed, run.Metadata.Root.ConsistentSnapshot) is not { } name)
            return (null, new(SyncFault.Malformed, $"{path}: a path that leads outside"));
        var fetched = await run.FetchAsync(name, listed.Length);
        if (fetched.Bytes is not { } bytes)
            return (null, SyncStop.From(fetched));
        return ListedFile.Check(listed, bytes) is { } mismatch ? (null, SyncStop.From(mismatch, path)) : (bytes, null);
    }
}
