using System.Collections.Immutable;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;
using TrustList.Format.Signing;

namespace Federation.Ceremonies;

/// <summary>What a province's operators sign offline: its issuers, its relying parties where it has any, and which node key speaks for node.json.</summary>
/// <param name="Code">The region's code.</param>
/// <param name="NodeRole">The node's own metadata key.</param>
public sealed record RegionCeremony(string Code, PublicKey NodeRole)
{
    /// <summary>What is to be signed, and the files that it names.</summary>
    public (TargetsRole Role, IReadOnlyDictionary<string, byte[]> Files) Draft(long version, DateTimeOffset now, IssuersDocument issuers, PartiesDocument? parties = null)
    {
        var files = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create(IssuersDocument.PathOf(Code), issuers.Write())]);
        if (parties is not null) files = files.Add(PartiesDocument.PathOf(Code), parties.Write());
        var node = OperatorGroup.Of(1, NodeRole);
        var delegation = new DelegatedRole(RoleNames.Node(Code), node.Role, Terminating: true, [NodeDocument.PathOf(Code)], []);
        return (
            new TargetsRole(
                version,
                Instants.WholeSeconds(now + TargetsCeremony.Life),
                TargetFiles.Describe(files),
                new Delegations(OperatorGroup.KeyTable(node), [delegation])),
            files);
    }
}
