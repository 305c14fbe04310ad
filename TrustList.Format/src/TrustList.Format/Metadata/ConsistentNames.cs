using System.Globalization;

namespace TrustList.Format.Metadata;

/// <summary>
/// The names of files in a repository with consistent snapshots (TUF §6.2), relative to its base: metadata carries its
/// version, target files their SHA-256, so that every one but the timestamp is immutable.
/// </summary>
public static class ConsistentNames
{
    /// <summary>The one file that changes.</summary>
    public const string Timestamp = "timestamp.json";

    /// <summary>A metadata file: <c>3.region-310000.json</c>.</summary>
    public static string Metadata(string role, long version) => string.Create(CultureInfo.InvariantCulture, $"{version}.{role}.json");

    /// <summary>A target file: <c>targets/regions/310000/HASH.issuers.json</c> for <c>regions/310000/issuers.json</c>.</summary>
    public static string Target(string path, string sha256)
    {
        var slash = path.LastIndexOf('/') + 1;
        return $"targets/{path[..slash]}{sha256}.{path[slash..]}";
    }
}
