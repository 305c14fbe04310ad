using System.Collections.Immutable;
using Federation.Ceremonies.Proposals;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;

namespace Federation.Ceremonies.Changes;

/// <summary>The next targets: what is in force, with what the operators change in it. What is null stays.</summary>
public sealed record TargetsChange
{
    /// <summary>The registry after the change.</summary>
    public RegistryDocument? Registry { get; init; }

    /// <summary>The policy after the change.</summary>
    public PolicyDocument? Policy { get; init; }

    /// <summary>Operators of regions that join or change theirs, by code.</summary>
    public ImmutableDictionary<string, OperatorGroup> Operators { get; init; } = ImmutableDictionary<string, OperatorGroup>.Empty;

    /// <summary>Who may issue emergency notices from now on.</summary>
    public OperatorGroup? DutyOfficers { get; init; }

    /// <summary>The role that follows the present one, and its files.</summary>
    /// <exception cref="ArgumentException">A region without operators.</exception>
    public (TargetsRole Role, IReadOnlyDictionary<string, byte[]> Files) Apply(PresentList present, DateTimeOffset now)
    {
        var registry = Registry ?? present.Registry;
        var groups = registry.Regions.ToImmutableDictionary(
            region => region.Code,
            region => Operators.GetValueOrDefault(region.Code) ?? PresentGroup(present, RoleNames.Region(region.Code)) ?? throw new ArgumentException($"region {region.Code} has no operators"),
            StringComparer.Ordinal);
        return new TargetsCeremony(registry, Policy ?? present.Policy, groups)
        {
            DutyOfficers = DutyOfficers ?? PresentGroup(present, RoleNames.Emergency),
        }.Draft(present.Targets.Signed.Version + 1, now);
    }

    /// <summary>Who signs a delegated role now, or null.</summary>
    internal static OperatorGroup? PresentGroup(PresentList present, string role) =>
        present.Targets.Signed.Delegations is { } delegations && delegations.Find(role) is { } delegated ? KeyEdit.None.Apply(delegated.Keys, delegations.Keys) : null;
}
