using System.Text.RegularExpressions;
using TrustHub.Storage;

namespace TrustHub.Serving;

/// <summary>
/// Which request paths are names of public files: a closed list of forms. A path of any other form, however it is
/// spelt, names nothing; none reaches the file system unless it has one of these forms.
/// </summary>
public static partial class PublicNames
{
    /// <summary>The public path of a file below <c>/tuf/</c>; null when the name has no such form.</summary>
    public static string? Tuf(string name) => TufForm().IsMatch(name) ? $"tuf/{name}" : null;

    /// <summary>The public path of a status list; null when the names have no such form.</summary>
    public static string? StatusList(string region, string list, string form) =>
        TrustList.Format.Registry.RegionCode.IsValid(region) && PublicPaths.IsListNumber(list) ? PublicPaths.StatusList(region, list, form) : null;

    /// <summary>The public path of a region's list of lists; null when the name has no such form.</summary>
    public static string? Aggregation(string region) =>
        TrustList.Format.Registry.RegionCode.IsValid(region) ? PublicPaths.Aggregation(region) : null;

    // metadata: timestamp.json, N.ROLE.json; targets: targets/DIR/…/HASH.NAME, at most two folders.
    [GeneratedRegex(
        @"\A(timestamp\.json|[1-9][0-9]{0,17}\.(root|snapshot|targets|emergency|region-[0-9]{6}|node-[0-9]{6})\.json|targets/([a-z0-9-]{1,32}/){0,2}[0-9a-f]{64}\.[a-z0-9-]{1,32}\.json)\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex TufForm();
}
