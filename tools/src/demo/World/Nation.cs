using System.Collections.Immutable;
using Federation.Ceremonies;
using Federation.Ceremonies.RollOut;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;
using TrustList.Format.Signing;

namespace Demo.World;

/// <summary>The national operators: five for root (3 must sign), three for targets (2 must sign), all with test keys offline.</summary>
public sealed class Nation
{
    private readonly ImmutableArray<SoftwareSigner> rootOperators;
    private readonly ImmutableArray<SoftwareSigner> targetsOperators;
    private readonly RootCeremony ceremony;
    private readonly string hubPin;
    private readonly SortedDictionary<string, RegionRecord> records = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OperatorGroup> groups = new(StringComparer.Ordinal);
    private long rootVersion;

    /// <summary>The newest targets that were signed.</summary>
    public long TargetsVersion { get; private set; }


    /// <summary>Makes the operators' keys, as files of their own, for a hub that has made its own.</summary>
    public Nation(string offlineFolder, HubKeys hub)
    {
        rootOperators = Keys(offlineFolder, "root-operator", 5);
        targetsOperators = Keys(offlineFolder, "targets-operator", 3);
        hubPin = hub.TlsPin;
        ceremony = new RootCeremony(
            OperatorGroup.Of(3, rootOperators.Select(key => key.PublicKey)),
            OperatorGroup.Of(2, targetsOperators.Select(key => key.PublicKey)),
            hub.Snapshot,
            hub.Timestamp);
    }

    /// <summary>The next root: three of five sign.</summary>
    public byte[] SignRoot(DateTimeOffset now) => MetadataWriter.Write(ceremony.Draft(++rootVersion, now), rootOperators.Take(3));

    /// <summary>The next targets with registry and policy: two of three sign.</summary>
    public (byte[] Metadata, IReadOnlyDictionary<string, byte[]> Files) SignTargets(DateTimeOffset now)
    {
        var registry = new RegistryDocument { Regions = [.. records.Values] };
        var (role, files) = new TargetsCeremony(registry, SamplePolicy.Build(hubPin), groups).Draft(++TargetsVersion, now);
        return (MetadataWriter.Write(role, targetsOperators.Take(2)), files);
    }

    /// <summary>Enters a region in the registry; it counts once targets are signed.</summary>
    public void Admit(Region region, string iacaThumbprint, OperatorGroup operators, DateTimeOffset now)
    {
        records[region.Code] = region.ToRecord(iacaThumbprint, now);
        groups[region.Code] = operators;
    }

    private static ImmutableArray<SoftwareSigner> Keys(string folder, string name, int count) =>
        [.. Enumerable.Range(1, count).Select(n => KeyFile.Create(Path.Combine(folder, $"{name}-{n}.test.pem")))];
}
