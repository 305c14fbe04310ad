using System.Collections.Immutable;
using System.Security.Cryptography;
using TrustList.Format.Metadata;

namespace Federation.Ceremonies;

/// <summary>Length and hash of files, as a targets role lists them.</summary>
public static class TargetFiles
{
    /// <summary>One entry a file, by path.</summary>
    public static IReadOnlyDictionary<string, TargetFile> Describe(IReadOnlyDictionary<string, byte[]> files) =>
        files.ToImmutableSortedDictionary(
            file => file.Key,
            file => new TargetFile(file.Value.Length, Convert.ToHexStringLower(SHA256.HashData(file.Value))),
            StringComparer.Ordinal);
}
