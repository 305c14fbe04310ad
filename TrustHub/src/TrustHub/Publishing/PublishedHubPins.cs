using Federation.Hosting.Tls;
using TrustHub.Storage;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;

namespace TrustHub.Publishing;

/// <summary>The pins that nodes can know this hub by: those of the policy that is published, read from the public folder, which every instance has, also one that follows.</summary>
public sealed class PublishedHubPins(DiskFileStore files) : IPublishedPins
{
    /// <inheritdoc/>
    public bool Lists(string pin) =>
        files.Read(PublicPaths.Timestamp) is { } timestamp && MetadataReader.Timestamp(timestamp) is { Ok: true, Value.Signed.Snapshot.Version: var snapshotVersion }
        && files.Read(PublicPaths.Metadata(RoleNames.Snapshot, snapshotVersion)) is { } snapshot && MetadataReader.Snapshot(snapshot) is { Ok: true, Value.Signed.Meta: var meta }
        && meta.TryGetValue(RoleNames.MetaName(RoleNames.Targets), out var listed)
        && files.Read(PublicPaths.Metadata(RoleNames.Targets, listed.Version)) is { } targets && MetadataReader.Targets(targets) is { Ok: true, Value.Signed.Targets: var held }
        && held.TryGetValue(PolicyDocument.Path, out var file)
        && files.Read(PublicPaths.Target(PolicyDocument.Path, file.Sha256)) is { } bytes && PolicyDocument.Read(bytes) is { Ok: true, Value: var policy }
        && policy.HubPins.Contains(pin);
}
