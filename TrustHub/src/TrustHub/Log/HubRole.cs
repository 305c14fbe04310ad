using TrustList.Format.Registry;

namespace TrustHub.Log;

/// <summary>The kinds of roles that the hub admits metadata for.</summary>
public enum HubRoleKind
{
    /// <summary>Keys and thresholds, signed by the national operators.</summary>
    Root,

    /// <summary>Registry, policy and the delegations to regions.</summary>
    Targets,

    /// <summary>A region's issuers, signed by its operators.</summary>
    Region,

    /// <summary>A region's node document, signed by its node.</summary>
    Node,

    /// <summary>Emergency notices, signed by any one duty officer.</summary>
    Emergency,
}

/// <summary>The name of a role, taken apart.</summary>
/// <param name="Kind">Which kind.</param>
/// <param name="Code">The region; empty for root, targets and emergency.</param>
public readonly record struct HubRole(HubRoleKind Kind, string Code)
{
    private const string RegionPrefix = "region-";
    private const string NodePrefix = "node-";

    /// <summary>Takes a name apart; null when the hub knows no such role.</summary>
    public static HubRole? Parse(string name) => name switch
    {
        TrustList.Format.Metadata.RoleNames.Root => new HubRole(HubRoleKind.Root, ""),
        TrustList.Format.Metadata.RoleNames.Targets => new HubRole(HubRoleKind.Targets, ""),
        TrustList.Format.Metadata.RoleNames.Emergency => new HubRole(HubRoleKind.Emergency, ""),
        _ when CodeOf(name, RegionPrefix) is { } code => new HubRole(HubRoleKind.Region, code),
        _ when CodeOf(name, NodePrefix) is { } code => new HubRole(HubRoleKind.Node, code),
        _ => null,
    };

    private static string? CodeOf(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal) && RegionCode.IsValid(name[prefix.Length..]) ? name[prefix.Length..] : null;
}
