using System.Collections.Immutable;
using System.Security.Cryptography;
using TrustList.Format.Encoding;

namespace TrustList.Format.Metadata;

/// <summary>To whom a targets role delegates, in order of precedence.</summary>
public sealed record Delegations(IReadOnlyDictionary<string, MetadataKey> Keys, ImmutableArray<DelegatedRole> Roles)
{
    /// <summary>The delegation of this name, or null. Names are unique within one role.</summary>
    public DelegatedRole? Find(string role)
    {
        foreach (var delegated in Roles)
        {
            if (string.Equals(delegated.Name, role, StringComparison.Ordinal))
                return delegated;
        }
        return null;
    }
}

/// <summary>One delegation: whose signatures count for which paths.</summary>
/// <param name="Name">The role's name.</param>
/// <param name="Keys">Who may sign, and how many must.</param>
/// <param name="Terminating">Whether a search ends here for paths it covers.</param>
/// <param name="Paths">Path patterns; empty where hash prefixes are used.</param>
/// <param name="PathHashPrefixes">Prefixes of the path's SHA-256 in hex; empty where patterns are used.</param>
public sealed record DelegatedRole(
    string Name, RoleKeys Keys, bool Terminating, ImmutableArray<string> Paths, ImmutableArray<string> PathHashPrefixes)
{
    /// <summary>Whether this role may speak for the path (SPEC.md §4.5).</summary>
    public bool Covers(string path)
    {
        if (PathHashPrefixes.IsEmpty)
            return Paths.Any(pattern => PathPattern.Matches(pattern, path));
        var hash = LowerHex.Of(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(path)));
        return PathHashPrefixes.Any(prefix => hash.StartsWith(prefix, StringComparison.Ordinal));
    }
}
