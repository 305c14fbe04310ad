using System.Collections.Immutable;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;

namespace TrustList.Format.Verification;

/// <summary>What a client knows of the regions beside their files.</summary>
public sealed record RegionEvidence
{
    /// <summary>Nothing known: every loaded role is taken, none was accepted before.</summary>
    public static RegionEvidence None { get; } = new();

    /// <summary>Why a region's, a node's or the emergency role could not be loaded, by role name.</summary>
    public ImmutableDictionary<string, MetadataFault> RoleFaults { get; init; } = ImmutableDictionary<string, MetadataFault>.Empty;

    /// <summary>The issuers last accepted, by region: a later version may only add to them or narrow them.</summary>
    public ImmutableDictionary<string, IssuersDocument> AcceptedBefore { get; init; } = ImmutableDictionary<string, IssuersDocument>.Empty;

    /// <summary>The parties last accepted, by region: a later version may only add to their histories.</summary>
    public ImmutableDictionary<string, PartiesDocument> PartiesBefore { get; init; } = ImmutableDictionary<string, PartiesDocument>.Empty;

    /// <summary>The emergency notices last accepted: a later version may only add to them. Null where none were.</summary>
    public NoticesDocument? NoticesBefore { get; init; }
}
