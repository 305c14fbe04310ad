namespace TrustList.Format.Metadata;

/// <summary>The names of the roles (SPEC.md §4.1).</summary>
public static class RoleNames
{
    /// <summary>Keys and thresholds of the top-level roles.</summary>
    public const string Root = "root";
    /// <summary>The newest snapshot.</summary>
    public const string Timestamp = "timestamp";
    /// <summary>The versions of all targets roles.</summary>
    public const string Snapshot = "snapshot";
    /// <summary>Registry, policy and the delegations.</summary>
    public const string Targets = "targets";
    /// <summary>Emergency notices.</summary>
    public const string Emergency = "emergency";

    /// <summary>The role of a region's province operators: <c>region-310000</c>.</summary>
    public static string Region(string code) => "region-" + code;

    /// <summary>The role of a region's node: <c>node-310000</c>.</summary>
    public static string Node(string code) => "node-" + code;

    /// <summary>Whether the name is one of the four that only root may define.</summary>
    public static bool IsTopLevel(string role) => role is Root or Timestamp or Snapshot or Targets;

    /// <summary>How a role's file is listed in a snapshot: <c>region-310000.json</c>.</summary>
    public static string MetaName(string role) => role + ".json";
}
