using System.Globalization;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;

namespace RegionNode.Issuer.Inception;

/// <summary>
/// One version of the region's own record as its operators signed it: metadata N.region-CODE.json and what it lists:
/// issuers.json and, where the region has relying parties, parties.json. Reading checks sizes; what they say is checked by <see cref="RegionAnswer"/>.
/// </summary>
internal sealed record RegionFiles(string MetadataPath, long Version, byte[] Metadata, byte[]? Issuers, byte[]? Parties)
{
    internal const string IssuersName = "issuers.json";
    internal const string PartiesName = "parties.json";

    /// <summary>The documents of this version alone, where there are such.</summary>
    internal IEnumerable<string> OwnDocuments => new[] { IssuersName, PartiesName }.Select(name => Own(Path.GetDirectoryName(MetadataPath)!, Version, name));

    /// <summary>The versions that lie in a folder, oldest first. A file over the limits is passed over.</summary>
    internal static IEnumerable<RegionFiles> In(string folder, string code)
    {
        if (!Directory.Exists(folder))
            return [];
        var ending = $".{RoleNames.Region(code)}.json";
        return Directory.EnumerateFiles(folder, "*" + ending)
            .Select(path => (Path: path, Version: Number(Path.GetFileName(path)[..^ending.Length]), Bytes: Bytes(path, Limits.TargetsBytes)))
            .Where(file => file.Version > 0 && file.Bytes is not null)
            .OrderBy(file => file.Version)
            .Select(file => new RegionFiles(
                file.Path, file.Version, file.Bytes!, Document(folder, file.Version, IssuersName), Document(folder, file.Version, PartiesName)));
    }

    /// <summary>Several versions may wait together: then each brings its own N.issuers.json.</summary>
    private static byte[]? Document(string folder, long version, string name) =>
        Bytes(Own(folder, version, name), Limits.TargetFileBytes) ?? Bytes(Path.Combine(folder, name), Limits.TargetFileBytes);

    private static string Own(string folder, long version, string name) => Path.Combine(folder, $"{version}.{name}");

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
