using System.Globalization;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;

namespace RegionNode.Issuer.Inception;

/// <summary>
/// One version of the region's own record as its operators signed it: metadata N.region-CODE.json and the issuers.json
/// that it lists. Reading checks sizes; what they say is checked by <see cref="RegionAnswer"/>.
/// </summary>
internal sealed record RegionFiles(string MetadataPath, long Version, byte[] Metadata, byte[]? Issuers)
{
    internal const string IssuersName = "issuers.json";

    /// <summary>The issuers.json of this version alone, where there is one.</summary>
    internal string OwnIssuersPath => OwnIssuers(Path.GetDirectoryName(MetadataPath)!, Version);

    /// <summary>The versions that lie in a folder, oldest first. A file over the limits is passed over.</summary>
    internal static IEnumerable<RegionFiles> In(string folder, string code)
    {
        if (!Directory.Exists(folder))
            return [];
        var ending = $".{RoleNames.Region(code)}.json";
        var issuers = Bytes(Path.Combine(folder, IssuersName), Limits.TargetFileBytes);
        return Directory.EnumerateFiles(folder, "*" + ending)
            .Select(path => (Path: path, Version: Number(Path.GetFileName(path)[..^ending.Length]), Bytes: Bytes(path, Limits.TargetsBytes)))
            .Where(file => file.Version > 0 && file.Bytes is not null)
            .OrderBy(file => file.Version)
            .Select(file => new RegionFiles(
                file.Path, file.Version, file.Bytes!, Bytes(OwnIssuers(folder, file.Version), Limits.TargetFileBytes) ?? issuers));
    }

    /// <summary>Several versions may wait together: then each brings its own N.issuers.json.</summary>
    private static string OwnIssuers(string folder, long version) => Path.Combine(folder, $"{version}.{IssuersName}");

    private static long Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static byte[]? Bytes(string path, int most)
    {
        try
        {
            return new FileInfo(path).Length <= most ? File.ReadAllBytes(path) : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
