using System.Collections.Immutable;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;

namespace TrustHub.Log;

/// <summary>What is logged of one region.</summary>
public sealed record LoggedRegion
{
    /// <summary>A region that submitted nothing.</summary>
    public static readonly LoggedRegion Empty = new();

    /// <summary>The role of the province's operators; null until it is submitted.</summary>
    public SignedMetadata<TargetsRole>? Role { get; init; }

    /// <summary>The issuers that this role lists; null until it is submitted.</summary>
    public IssuersDocument? Issuers { get; init; }

    /// <summary>The relying parties that this role lists; null where it lists none.</summary>
    public PartiesDocument? Parties { get; init; }

    /// <summary>The role of the node; null until it is submitted.</summary>
    public SignedMetadata<TargetsRole>? NodeRole { get; init; }

    /// <summary>The node document that this role lists; null until it is submitted.</summary>
    public NodeDocument? Node { get; init; }

    /// <summary>The newest version of each status list, by address.</summary>
    public ImmutableSortedDictionary<string, long> StatusVersions { get; init; } =
        ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);
}
