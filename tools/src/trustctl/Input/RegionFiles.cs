using System.Globalization;
using Federation.Ceremonies;
using Federation.Ceremonies.Proposals;
using Federation.Ceremonies.Regions;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;

namespace Trustctl;

/// <summary>The newest signed files of a region in a folder: a node's inception or inbox.</summary>
internal sealed class RegionFiles
{
    private readonly byte[] metadata;
    private readonly byte[] issuers;
    private readonly byte[]? parties;
    private readonly string code;

    private RegionFiles(string code, byte[] metadata, byte[] issuers, byte[]? parties) => (this.code, this.metadata, this.issuers, this.parties) = (code, metadata, issuers, parties);

    /// <summary>Reads them; a folder without them is wrong usage.</summary>
    public static RegionFiles Read(string folder, string code)
    {
        if (!TrustList.Format.Registry.RegionCode.IsValid(code)) throw new UsageException($"{code}: no region code");
        var name = RoleNames.MetaName(RoleNames.Region(code));
        var version = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, $"*.{name}").Select(file => long.TryParse(Path.GetFileName(file).Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).DefaultIfEmpty().Max()
            : 0;
        if (version == 0) throw new UsageException($"{folder}: holds no N.{name}");
        var parties = Path.Combine(folder, $"{version}.parties.json");
        return new RegionFiles(
            code, InputFile.Bounded(Path.Combine(folder, $"{version}.{name}"), Limits.TargetsBytes),
            InputFile.Bounded(Path.Combine(folder, $"{version}.issuers.json"), Limits.TargetFileBytes), File.Exists(parties) ? InputFile.Bounded(parties, Limits.PartiesBytes) : null);
    }

    /// <summary>What the hub would refuse.</summary>
    public IEnumerable<Sentence> Check(PresentList present, RegionApplication? application, DateTimeOffset now) => RegionCheck.Run(code, metadata, issuers, parties is null ? (ReadOnlyMemory<byte>?)null : parties, present, application, now);
}
