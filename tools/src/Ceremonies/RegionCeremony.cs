using System.Collections.Immutable;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;
using TrustList.Format.Signing;

namespace Federation.Ceremonies;

/// <summary>What a province's operators sign offline: its issuers, and which node key speaks for node.json.</summary>
/// <param name="Code">The region's code.</param>
/// <param name="NodeRole">The node's own metadata key.</param>
public sealed record RegionCeremony(string Code, PublicKey NodeRole)
{
    /// <summary>What is to be signed, and the file that it names.</summary>
    public (TargetsRole Role, IReadOnlyDictionary<string, byte[]> Files) Draft(long version, DateTimeOffset now, IssuersDocument issuers)
    {
        var files = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create(IssuersDocument.PathOf(Code), issuers.Write())]);
        var node = OperatorGroup.Of(1, NodeRole);
        var delegation = new DelegatedRole(RoleNames.Node(Code), node.Role, Terminating: true, [NodeDocument.PathOf(Code)], []);
        return (
            new TargetsRole(
                version,
                MetadataInstant.WholeSeconds(now + TargetsCeremony.Life),
                TargetFiles.Describe(files),
                new Delegations(OperatorGroup.KeyTable(node), [delegation])),
            files);
    }
}
