using System.Collections.Immutable;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;

namespace Federation.Ceremonies;

/// <summary>What the targets operators sign: which regions there are, under which policy, and who speaks for each.</summary>
/// <param name="Registry">The admitted regions.</param>
/// <param name="Policy">Agreements, freshness, status rules, disclosure.</param>
/// <param name="Regions">The province operators of each region in the registry.</param>
public sealed record TargetsCeremony(RegistryDocument Registry, PolicyDocument Policy, IReadOnlyDictionary<string, OperatorGroup> Regions)
{
    /// <summary>Who may sign emergency notices, any one of them alone; null names nobody.</summary>
    public OperatorGroup? DutyOfficers { get; init; }

    /// <summary>How long targets and region metadata live.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(92);

    /// <summary>What is to be signed, and the files that it names.</summary>
    public (TargetsRole Role, IReadOnlyDictionary<string, byte[]> Files) Draft(long version, DateTimeOffset now)
    {
        var files = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
        [
            KeyValuePair.Create(RegistryDocument.Path, Registry.Write()),
            KeyValuePair.Create(PolicyDocument.Path, Policy.Write()),
        ]);
        var delegated = Registry.Regions.Select(region => new DelegatedRole(
            RoleNames.Region(region.Code), Regions[region.Code].Role, Terminating: true, [$"regions/{region.Code}/*"], [])).ToList();
        if (DutyOfficers is not null)
            delegated.Add(new DelegatedRole(RoleNames.Emergency, DutyOfficers.Role, Terminating: true, [NoticesDocument.DelegatedPaths], []));
        return (
            new TargetsRole(
                version,
                Instants.WholeSeconds(now + Life),
                TargetFiles.Describe(files),
                new Delegations(OperatorGroup.KeyTable(DutyOfficers is null ? Regions.Values : Regions.Values.Append(DutyOfficers)), [.. delegated])),
            files);
    }
}
