using System.Collections.Immutable;
using Federation.Ceremonies.Proposals;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Signing;

namespace Federation.Ceremonies.Changes;

/// <summary>The next root: operators replaced, the hub's keys changed, or only signed anew.</summary>
/// <param name="Operators">Who signs root.</param>
/// <param name="Targets">Who signs targets.</param>
/// <param name="Snapshot">The hub's new snapshot key, or null.</param>
/// <param name="Timestamp">The hub's new timestamp key, or null.</param>
/// <param name="Suites">How many signatures of each suite root and targets need (SPEC.md §4.4); null leaves the demand as it is.</param>
public sealed record RootChange(
    KeyEdit Operators, KeyEdit Targets, PublicKey? Snapshot = null, PublicKey? Timestamp = null, ImmutableSortedDictionary<SignatureAlgorithm, int>? Suites = null)
{
    /// <summary>The root that follows the present one.</summary>
    /// <exception cref="ArgumentException">As <see cref="KeyEdit.Apply"/>.</exception>
    public RootRole Apply(PresentList present, DateTimeOffset now)
    {
        var root = present.Root.Signed;
        var groups = new (string Role, OperatorGroup Group)[]
        {
            (RoleNames.Root, Operators.Apply(root.Roles[RoleNames.Root], root.Keys)),
            (RoleNames.Targets, Targets.Apply(root.Roles[RoleNames.Targets], root.Keys)),
            (RoleNames.Snapshot, Online(root, RoleNames.Snapshot, Snapshot)),
            (RoleNames.Timestamp, Online(root, RoleNames.Timestamp, Timestamp)),
        };
        return root with
        {
            Version = root.Version + 1,
            Expires = Instants.WholeSeconds(now + RootCeremony.Life),
            Keys = OperatorGroup.KeyTable(groups.Select(group => group.Group)),
            Roles = groups.ToImmutableDictionary(group => group.Role, group => group.Group.Role, StringComparer.Ordinal),
            Suites = Suites ?? root.Suites,
        };
    }

    private static OperatorGroup Online(RootRole root, string role, PublicKey? next) =>
        next is null ? KeyEdit.None.Apply(root.Roles[role], root.Keys) : OperatorGroup.Of(1, next);
}
