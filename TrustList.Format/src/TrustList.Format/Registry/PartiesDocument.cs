using System.Collections.Immutable;
using TrustList.Format.Encoding;

namespace TrustList.Format.Registry;

/// <summary>
/// <c>regions/CODE/parties.json</c>: the relying parties that a region's operators registered (SPEC.md §5.11). Holding one that was
/// read proves that every record is consistent in itself. A region without the file has no parties.
/// </summary>
public sealed record PartiesDocument
{
    /// <summary>The region that speaks.</summary>
    public required string Region { get; init; }

    /// <summary>The parties. Append-only.</summary>
    public required ImmutableArray<Party> Parties { get; init; }

    /// <summary>The target path of a region's document.</summary>
    public static string PathOf(string code) => $"regions/{code}/parties.json";

    /// <summary>A region that has registered nobody yet.</summary>
    public static PartiesDocument Empty(string region) => new() { Region = region, Parties = [] };

    /// <summary>The party with this id, or null.</summary>
    public Party? Find(string id) => Parties.FirstOrDefault(party => party.Id == id);

    /// <summary>Reads the file strictly: no unknown member, no duplicate, every check of this type.</summary>
    public static Decoded<PartiesDocument> Read(ReadOnlySpan<byte> utf8) => PartiesJson.Read(utf8);

    /// <summary>The file: canonical JSON.</summary>
    public byte[] Write() => PartiesJson.Write(this);

    /// <summary>The first rule that this document breaks, or null: what <see cref="Read"/> refuses with a typed reason.</summary>
    public RegistryRefusal? Check() => PartiesChecks.Check(this);

    /// <summary>Whether this version keeps every party of the one before, with its history (SPEC.md §5.11). Hub and clients refuse one that does not.</summary>
    public RegistryRefusal? CheckSuccessor(PartiesDocument previous) => PartiesChecks.CheckSuccessor(this, previous);
}
