using System.Security.Cryptography;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;

namespace TrustList.Sync;

/// <summary>TUF §5.7: a target file by the hash that its role lists, from the state before or from the host.</summary>
internal static class TargetFiles
{
    /// <summary>The file; null bytes without a stop where no loaded role lists the path.</summary>
    internal static async Task<(ReadOnlyMemory<byte>? Bytes, SyncStop? Stop)> GetAsync(UpdateRun run, string path)
    {
        if (run.Metadata.Find(path, out _) is not { } listed)
            return (null, null);
        if (run.Before is { } before && before.Files.TryGetValue(path, out var held) && Matches(held, listed))
            return (held, null);
        if (listed.Length > Limits.TargetFileBytes)
            return (null, new(SyncFault.TooLarge, path));
        var cut = path.LastIndexOf('/') + 1;
        var fetched = await run.FetchAsync($"targets/{path[..cut]}{listed.Sha256}.{path[cut..]}", listed.Length);
        if (fetched.Bytes is not { } bytes)
            return (null, SyncStop.From(fetched));
        return Matches(bytes, listed) ? (bytes, null) : (null, SyncStop.From(MetadataFault.HashMismatch, path));
    }

    private static bool Matches(ReadOnlyMemory<byte> bytes, TargetFile listed) =>
        bytes.Length == listed.Length && LowerHex.Of(SHA256.HashData(bytes.Span)) == listed.Sha256;
}
