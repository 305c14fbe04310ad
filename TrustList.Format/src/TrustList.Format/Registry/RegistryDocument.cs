using System.Collections.Immutable;
using TrustList.Format.Encoding;

namespace TrustList.Format.Registry;

/// <summary>
/// <c>registry.json</c>: the regions that the national operators admitted (SPEC.md §5.1). Holding one that was read
/// proves that no code occurs twice, no IACA is pinned for two regions and no office answers to two.
/// </summary>
public sealed record RegistryDocument
{
    /// <summary>The target path.</summary>
    public const string Path = "registry.json";

    /// <summary>The regions, in ascending order of code.</summary>
    public required ImmutableArray<RegionRecord> Regions { get; init; }

    /// <summary>The region with this code, or null.</summary>
    public RegionRecord? Find(string code) => Regions.FirstOrDefault(region => region.Code == code);

    /// <summary>The region that an issuing office answers to (6 digits, or the 4 that begin a file number), or null.</summary>
    public RegionRecord? FindByOffice(string office) => Regions.FirstOrDefault(region => region.Territory.Covers(office));

    /// <summary>Reads the file strictly: no unknown member, no duplicate, every check of this type.</summary>
    public static Decoded<RegistryDocument> Read(ReadOnlySpan<byte> utf8) => RegistryJson.Read(utf8);

    /// <summary>The file: canonical JSON.</summary>
    public byte[] Write() => RegistryJson.Write(this);

    /// <summary>The first rule that this document breaks, or null: what <see cref="Read"/> refuses with a typed reason.</summary>
    public RegistryRefusal? Check() => RegistryChecks.Check(this);

    /// <summary>Whether this version only adds to the one before: no region dropped, no history rewritten (SPEC.md §5.5).</summary>
    public RegistryRefusal? CheckSuccessor(RegistryDocument previous) => RegistryChecks.CheckSuccessor(this, previous);
}
