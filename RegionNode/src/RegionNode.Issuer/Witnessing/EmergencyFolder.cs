using System.Globalization;
using RegionNode.Issuer.Inception;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;

namespace RegionNode.Issuer.Witnessing;

/// <summary>
/// The newest emergency metadata that the operators let the node know: <c>N.emergency.json</c> in <c>DIR/emergency/</c>, the
/// duty officers' file as they published it. So a witness knows of a notice that the hub keeps to itself.
/// </summary>
internal sealed class EmergencyFolder(NodeOptions options)
{
    private static readonly string Ending = $".{RoleNames.MetaName(RoleNames.Emergency)}";
    private long newest;

    /// <summary>The highest version of a readable file; 0: none. Files that are something else are passed over.</summary>
    internal long Newest()
    {
        var folder = Path.Combine(options.DataDir, RegionFolders.Emergency);
        if (!Directory.Exists(folder))
            return newest;
        foreach (var path in Directory.EnumerateFiles(folder, "*" + Ending))
        {
            if (long.TryParse(Path.GetFileName(path)[..^Ending.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
                && version > newest && IsThat(path, version))
                newest = version;
        }
        return newest;
    }

    private static bool IsThat(string path, long version)
    {
        try
        {
            return new FileInfo(path).Length <= Limits.TargetsBytes
                && MetadataReader.Targets(File.ReadAllBytes(path)) is { Ok: true } read && read.Value.Signed.Version == version;
        }
        catch (IOException)
        {
            return false; // Perhaps still being copied.
        }
    }
}
