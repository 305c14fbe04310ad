using TrustList.Format.Metadata;

namespace TrustList.Sync;

/// <summary>
/// Where a repository's files lie (TUF §6.2, consistent snapshots): names of roles and paths are escaped, so that none
/// leads outside.
/// </summary>
/// <param name="Metadata">What stands before the name of a metadata file; relative to the host, or an address.</param>
/// <param name="Targets">What stands before the path of a target file.</param>
internal sealed record RepositoryLayout(string Metadata, string Targets)
{
    /// <summary>The trust list's repository on a hub.</summary>
    public static readonly RepositoryLayout Hub = new("tuf/", "tuf/targets/");

    public string Root(long version) => Metadata + Versioned(RoleNames.Root, version);

    public string Timestamp => Metadata + RoleNames.MetaName(RoleNames.Timestamp);

    /// <summary>A snapshot or targets role; without consistent snapshots its name has no version.</summary>
    public string Role(string role, long version, bool consistent) =>
        Metadata + (consistent ? Versioned(role, version) : LocalName(role));

    /// <summary>A target file, or null where its path has a segment that would lead outside.</summary>
    public string? Target(string path, TargetFile listed, bool consistent)
    {
        var segments = path.Split('/');
        if (segments.Any(segment => segment is "" or "." or ".."))
            return null;
        segments = [.. segments.Select(Uri.EscapeDataString)];
        if (consistent)
            segments[^1] = $"{(listed.Sha256.Length > 0 ? listed.Sha256 : listed.Sha512)}.{segments[^1]}";
        return Targets + string.Join('/', segments);
    }

    /// <summary>A role's file without a version: on a client's disk (TUF §5.2) too.</summary>
    public static string LocalName(string role) => RoleNames.MetaName(Uri.EscapeDataString(role));

    private static string Versioned(string role, long version) => $"{version}.{LocalName(role)}";
}
