using System.Collections.Immutable;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;

namespace TrustList.Format.Verification;

/// <summary>Makes a <see cref="TrustState"/>, step by step (SPEC.md §5.7).</summary>
internal static class TrustStateBuilder
{
    internal static Decoded<TrustState> Build(
        TrustedMetadata metadata, Func<string, ReadOnlyMemory<byte>?> targetFile, RegionEvidence evidence)
    {
        // 1. The four top-level roles must stand.
        if (metadata.Timestamp is not { } timestamp || metadata.SnapshotFile is not { } snapshot
            || !metadata.TargetsRoles.TryGetValue(RoleNames.Targets, out var targets))
            return Decoded<TrustState>.Fail(DecodeFault.MissingField, "timestamp, snapshot or targets not loaded");

        // 2. Registry and policy: from the national operators' own role, or nothing stands.
        var files = new ListedFiles(metadata, targetFile);
        var registry = files.Read(RegistryDocument.Path, RoleNames.Targets, RegistryDocument.Read);
        if (!registry.Ok)
            return Decoded<TrustState>.Fail(registry.Fault, $"{RegistryDocument.Path}: {registry.Detail}");
        var policy = files.Read(PolicyDocument.Path, RoleNames.Targets, PolicyDocument.Read);
        if (!policy.Ok)
            return Decoded<TrustState>.Fail(policy.Fault, $"{PolicyDocument.Path}: {policy.Detail}");

        // 3. The duty officers' notices: the newest, or what is known of them.
        var notices = NoticesReader.Read(files, targets.Signed, evidence);
        var board = new NoticeBoard(notices.Document, policy.Value, targets.Signed.Version);

        // 4. Each region by itself: what is wrong with one leaves the others alone.
        var regions = registry.Value.Regions.Where(region => region.State != RegionState.Withdrawn)
            .Select(region => RegionReader.Read(files, region.Code, evidence, board)).ToList();

        // 5. What counts: registry and record, each narrowing the other.
        var issuers = regions.Where(region => region.Issuers is not null).ToImmutableDictionary(region => region.Code, region => region.Issuers!);
        var nodes = regions.Where(region => region.Node is not null).ToImmutableDictionary(region => region.Code, region => region.Node!);
        return Decoded<TrustState>.Of(new TrustState(new TrustStateContent
        {
            Registry = registry.Value,
            Policy = policy.Value,
            Issuers = issuers,
            Nodes = nodes,
            Excluded = regions.Where(region => region.IssuersFault is not null).ToImmutableDictionary(region => region.Code, region => region.IssuersFault!),
            NodesExcluded = regions.Where(region => region.NodeFault is not null).ToImmutableDictionary(region => region.Code, region => region.NodeFault!),
            Parties = regions.Where(region => region.Parties is not null).ToImmutableDictionary(region => region.Code, region => region.Parties!),
            PartiesExcluded = regions.Where(region => region.PartiesFault is not null).ToImmutableDictionary(region => region.Code, region => region.PartiesFault!),
            Versions = new(metadata.Root.Version, timestamp.Version, snapshot.Signed.Version, targets.Signed.Version, snapshot.Sha256),
            ValidUntil = new[] { metadata.Root.Expires, timestamp.Expires, snapshot.Signed.Expires, targets.Signed.Expires }.Min(),
            IssuersValidUntil = issuers.Keys.ToImmutableDictionary(code => code, code => files.Expiry(RoleNames.Region(code))),
            NodesValidUntil = nodes.Keys.ToImmutableDictionary(code => code, code => files.Expiry(RoleNames.Node(code))),
            Notices = board,
            NoticesExcluded = notices.Fault,
            NoticesValidUntil = notices.ValidUntil,
            SignedAfter = timestamp.Expires - Limits.TimestampLife,
            Authorities = AuthorityList.Of(registry.Value, policy.Value, issuers),
        }));
    }
}
