using System.Collections.Immutable;
using Federation.Ceremonies;
using Federation.Ceremonies.RollOut;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;
using TrustList.Format.Signing;

namespace Demo.World;

/// <summary>
/// The national operators: five for root (3 must sign), three for targets (2 must sign), two duty officers of whom one
/// suffices; all with test keys offline.
/// </summary>
public sealed class Nation
{
    private const int RootThreshold = 3;
    private readonly string folder;
    private readonly HubKeys hub;
    private readonly ImmutableArray<SoftwareSigner> targetsOperators;
    private readonly ImmutableArray<SoftwareSigner> dutyOfficers;
    private readonly SortedDictionary<string, RegionRecord> records = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OperatorGroup> groups = new(StringComparer.Ordinal);
    private ImmutableArray<SoftwareSigner> rootOperators;
    private int rootOperatorsMade;

    /// <summary>Makes the operators' keys, as files of their own, for a hub that has made its own.</summary>
    public Nation(string offlineFolder, HubKeys hub)
    {
        (folder, this.hub) = (offlineFolder, hub);
        rootOperators = [.. Enumerable.Range(1, 5).Select(_ => NextRootOperator())];
        targetsOperators = Keys("targets-operator", 3);
        dutyOfficers = Keys("duty-officer", 2);
        Policy = SamplePolicy.Build(hub.TlsPin);
    }

    /// <summary>The newest root that was signed.</summary>
    public long RootVersion { get; private set; }

    /// <summary>The newest targets that were signed.</summary>
    public long TargetsVersion { get; private set; }

    /// <summary>The newest emergency metadata that was signed.</summary>
    public long EmergencyVersion { get; private set; }

    /// <summary>Agreements and rules, as the next targets will carry them.</summary>
    public PolicyDocument Policy { get; set; }

    /// <summary>Every emergency notice so far.</summary>
    public NoticesDocument Notices { get; set; } = NoticesDocument.Empty;

    /// <summary>The next root: three of five sign.</summary>
    public byte[] SignRoot(DateTimeOffset now) => MetadataWriter.Write(Root().Draft(++RootVersion, now), rootOperators.Take(RootThreshold));

    /// <summary>
    /// The next root, in which two new operators take the places of the first two; signed by three of the old five and by
    /// three of the new, of whom one is both.
    /// </summary>
    public byte[] ReplaceTwoRootOperators(DateTimeOffset now)
    {
        var old = rootOperators;
        rootOperators = [.. old.Skip(2), NextRootOperator(), NextRootOperator()];
        return MetadataWriter.Write(Root().Draft(++RootVersion, now), old.Take(RootThreshold).Union(rootOperators.TakeLast(2)).Cast<ISigner>());
    }

    /// <summary>The next targets with registry and policy: two of three sign.</summary>
    public (byte[] Metadata, IReadOnlyDictionary<string, byte[]> Files) SignTargets(DateTimeOffset now)
    {
        var registry = new RegistryDocument { Regions = [.. records.Values] };
        var ceremony = new TargetsCeremony(registry, Policy, groups) { DutyOfficers = OperatorGroup.Of(1, dutyOfficers.Select(key => key.PublicKey)) };
        var (role, files) = ceremony.Draft(++TargetsVersion, now);
        return (MetadataWriter.Write(role, targetsOperators.Take(2)), files);
    }

    /// <summary>The notices: one duty officer signs, the second of the two.</summary>
    public (byte[] Metadata, IReadOnlyDictionary<string, byte[]> Files) SignNotices(DateTimeOffset now)
    {
        var (role, files) = EmergencyCeremony.Draft(++EmergencyVersion, now, Notices);
        return (MetadataWriter.Write(role, dutyOfficers[^1]), files);
    }

    /// <summary>Enters a region in the registry; it counts once targets are signed.</summary>
    public void Admit(Region region, string iacaThumbprint, OperatorGroup operators, DateTimeOffset now)
    {
        records[region.Code] = region.ToRecord(iacaThumbprint, now);
        groups[region.Code] = operators;
    }

    private RootCeremony Root() => new(
        OperatorGroup.Of(RootThreshold, rootOperators.Select(key => key.PublicKey)),
        OperatorGroup.Of(2, targetsOperators.Select(key => key.PublicKey)),
        hub.Snapshot,
        hub.Timestamp);

    private SoftwareSigner NextRootOperator() => KeyFile.Create(Path.Combine(folder, $"root-operator-{++rootOperatorsMade}.test.pem"));

    private ImmutableArray<SoftwareSigner> Keys(string name, int count) =>
        [.. Enumerable.Range(1, count).Select(n => KeyFile.Create(Path.Combine(folder, $"{name}-{n}.test.pem")))];
}
