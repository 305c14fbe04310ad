namespace TrustList.Format.Metadata;

/// <summary>Where the search for a target path stands.</summary>
/// <param name="File">What the path must be, where found.</param>
/// <param name="Role">The role that says so; where not found, the role that must be loaded to go on, or null: no role lists the path.</param>
/// <param name="Parent">The delegator of a role that must be loaded, else null.</param>
public sealed record TargetSearch(TargetFile? File, string? Role, string? Parent);
