using System.Collections.Immutable;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;
using TrustList.Format.Verification;

namespace TrustList.Testing.Forgery;

/// <summary>Makes a verifier's state of what a simulated repository publishes, by the client workflow and without a network.</summary>
public static class SimulatedTrust
{
    /// <summary>The state of a client that trusts the repository's first root.</summary>
    /// <param name="repository">What is published.</param>
    /// <param name="now">The client's clock.</param>
    /// <param name="noticesBefore">The notices that the client accepted before; null for none.</param>
    public static TrustState StateOf(SimulatedRepository repository, DateTimeOffset now, NoticesDocument? noticesBefore = null)
    {
        var metadata = Require(TrustedMetadata.Start(repository.Anchor));
        metadata = Require(metadata.WithTimestamp(repository.Files["timestamp.json"], now));
        metadata = Require(metadata.WithSnapshot(File(RoleNames.Snapshot, metadata.Timestamp!.Snapshot.Version), now));
        metadata = Require(metadata.WithTargets(File(RoleNames.Targets, VersionOf(RoleNames.Targets)), now));
        var faults = ImmutableDictionary.CreateBuilder<string, MetadataFault>();
        foreach (var region in repository.Regions)
        {
            Load(RoleNames.Region(region.Code), RoleNames.Targets);
            Load(RoleNames.Node(region.Code), RoleNames.Region(region.Code));
        }
        Load(RoleNames.Emergency, RoleNames.Targets);
        return TrustState.Build(metadata, Target, new RegionEvidence { RoleFaults = faults.ToImmutable(), NoticesBefore = noticesBefore }).Value;

        byte[] File(string role, long version) => repository.Files[$"{version}.{RoleNames.MetaName(role)}"];

        long VersionOf(string role) => metadata.Snapshot!.Meta[RoleNames.MetaName(role)].Version;

        void Load(string role, string parent)
        {
            if (!metadata.Snapshot!.Meta.ContainsKey(RoleNames.MetaName(role)))
                return;
            var result = metadata.WithDelegated(role, parent, File(role, VersionOf(role)), now);
            if (result.Next is { } next)
                metadata = next;
            else
                faults[role] = result.Fault!.Value;
        }

        ReadOnlyMemory<byte>? Target(string path)
        {
            if (metadata.Find(path, out _) is not { } file)
                return null;
            var cut = path.LastIndexOf('/') + 1;
            return repository.Files[$"targets/{path[..cut]}{file.Sha256}.{path[cut..]}"];
        }
    }

    private static TrustedMetadata Require(TrustResult result) =>
        result.Next ?? throw new InvalidOperationException($"{result.Fault}: {result.Detail}");
}
