using TrustHub.Transparency;
using TrustList.Format.Metadata;

namespace TrustHub.Storage;

/// <summary>
/// The names of the public files: the TUF repository (<see cref="ConsistentNames"/>) and the status lists.
/// </summary>
public static class PublicPaths
{
    /// <summary>Where the TUF repository lies.</summary>
    public const string Repository = "tuf/";

    /// <summary>The one metadata file that changes.</summary>
    public const string Timestamp = Repository + ConsistentNames.Timestamp;

    /// <summary>A metadata file: <c>tuf/3.region-310000.json</c>.</summary>
    public static string Metadata(string role, long version) => Repository + ConsistentNames.Metadata(role, version);

    /// <summary>A target file: <c>tuf/targets/regions/310000/HASH.issuers.json</c> for <c>regions/310000/issuers.json</c>.</summary>
    public static string Target(string path, string sha256) => Repository + ConsistentNames.Target(path, sha256);

    /// <summary>True for the number of a status list: a decimal number of at most six digits without leading zeros.</summary>
    public static bool IsListNumber(string text) =>
        text.Length is >= 1 and <= 6 && text.All(char.IsAsciiDigit) && (text[0] != '0' || text.Length == 1);

    /// <summary>A region's status list in one form, "cwt" or "jwt": <c>status/310000/0.cwt</c>.</summary>
    public static string StatusList(string region, string list, string form) => $"status/{region}/{list}.{form}";

    /// <summary>The addresses of a region's status lists (Token Status List §9.3): <c>status/310000/lists.json</c>.</summary>
    public static string Aggregation(string region) => $"status/{region}/lists.json";

    /// <summary>The region in the path of a status list.</summary>
    public static string RegionOf(string statusPath) => statusPath.Split('/')[1];

    /// <summary>True for files that are replaced in place.</summary>
    public static bool IsMutable(string path) =>
        path is Timestamp or LogPaths.Checkpoint or LogPaths.Pending or LogPaths.Proof || path.StartsWith("status/", StringComparison.Ordinal);
}
