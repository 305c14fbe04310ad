using Federation.Ceremonies.Proposals;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;
using TrustList.Format.Signing;

namespace Federation.Ceremonies.Changes;

/// <summary>The next metadata of a region: its issuers, its relying parties, and the node's key.</summary>
/// <param name="Code">The region.</param>
/// <param name="Issuers">Its issuers after the change; null leaves them.</param>
/// <param name="NodeRole">The node's new metadata key; null leaves it.</param>
/// <param name="Parties">Its relying parties after the change; null leaves them.</param>
public sealed record RegionChange(string Code, IssuersDocument? Issuers = null, PublicKey? NodeRole = null, PartiesDocument? Parties = null)
{
    /// <summary>The role that follows the present one, and its files.</summary>
    /// <exception cref="ArgumentException">The region has published nothing yet.</exception>
    public (TargetsRole Role, IReadOnlyDictionary<string, byte[]> Files) Apply(PresentList present, DateTimeOffset now)
    {
        var role = present.Roles.GetValueOrDefault(RoleNames.Region(Code))?.Signed ?? throw new ArgumentException($"region {Code} has published nothing yet");
        var issuers = Issuers ?? present.Issuers(Code) ?? throw new ArgumentException($"the issuers of region {Code} are not at hand");
        return new RegionCeremony(Code, NodeRole ?? PresentNode(role)).Draft(role.Version + 1, now, issuers, Parties ?? PresentParties(present, role));
    }

    // Whoever signs without them would drop them.
    private PartiesDocument? PresentParties(PresentList present, TargetsRole role) =>
        present.Parties(Code) ?? (role.Targets.ContainsKey(PartiesDocument.PathOf(Code)) ? throw new ArgumentException($"the parties of region {Code} are not at hand; ask a hub for the list") : null);

    private PublicKey PresentNode(TargetsRole role) =>
        role.Delegations is { } delegations && delegations.Find(RoleNames.Node(Code)) is { Keys.KeyIds: [var id] } && delegations.Keys.GetValueOrDefault(id)?.Key is { } key
            ? key
            : throw new ArgumentException($"region {Code} names no single node key");
}
