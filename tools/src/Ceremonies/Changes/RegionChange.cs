using Federation.Ceremonies.Proposals;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;
using TrustList.Format.Signing;

namespace Federation.Ceremonies.Changes;

/// <summary>The next metadata of a region: its issuers, and the node's key.</summary>
/// <param name="Code">The region.</param>
/// <param name="Issuers">Its issuers after the change; null leaves them.</param>
/// <param name="NodeRole">The node's new metadata key; null leaves it.</param>
public sealed record RegionChange(string Code, IssuersDocument? Issuers = null, PublicKey? NodeRole = null)
{
    /// <summary>The role that follows the present one, and its file.</summary>
    /// <exception cref="ArgumentException">The region has published nothing yet.</exception>
    public (TargetsRole Role, IReadOnlyDictionary<string, byte[]> Files) Apply(PresentList present, DateTimeOffset now)
    {
        var role = present.Roles.GetValueOrDefault(RoleNames.Region(Code))?.Signed ?? throw new ArgumentException($"region {Code} has published nothing yet");
        var issuers = Issuers ?? present.Issuers(Code) ?? throw new ArgumentException($"the issuers of region {Code} are not at hand");
        return new RegionCeremony(Code, NodeRole ?? PresentNode(role)).Draft(role.Version + 1, now, issuers);
    }

    private PublicKey PresentNode(TargetsRole role) =>
        role.Delegations is { } delegations && delegations.Find(RoleNames.Node(Code)) is { Keys.KeyIds: [var id] } && delegations.Keys.GetValueOrDefault(id)?.Key is { } key
            ? key
            : throw new ArgumentException($"region {Code} names no single node key");
}
