using System.Collections.Immutable;
using System.Security.Cryptography;
using Google.Protobuf;
using RegionNode.Issuer.Keys;
using RegionNode.Issuer.Storage;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;
using TrustList.Protocol;

namespace RegionNode.Issuer.Submission;

/// <summary>
/// Keeps node.json signed: when its content changes, and at half its life. Version, signature and submission are recorded
/// in one transaction, so that no version is ever signed for two contents.
/// </summary>
internal sealed class NodePublication(NodeOptions options, NodeKeys keys, NodePeers peers, IDurableStore store, Outbox outbox, TimeProvider clock)
{
    /// <summary>Signs when due; true when it did.</summary>
    internal bool SignIfDue()
    {
        var content = Describe().Write(); // Its pins change while the program runs.
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        var signed = store.Read(db => Due(db, sha256)) && store.Write("sign node.json", db =>
        {
            if (!Due(db, sha256))
                return false;
            Sign(db, content, sha256);
            return true;
        });
        if (signed)
            outbox.Wake();
        return signed;
    }

    private bool Due(StoreSession db, string sha256)
    {
        if (RegionTables.NewestRegionVersion(db) == 0)
            return false; // Nobody has delegated node.json to us yet.
        return RegionTables.NewestNode(db) is not { } newest
            || newest.ContentSha256 != sha256
            || clock.GetUtcNow() >= newest.SignedAt + ((newest.Expires - newest.SignedAt) / 2);
    }

    private void Sign(StoreSession db, byte[] content, string sha256)
    {
        var version = (RegionTables.NewestNode(db)?.Version ?? 0) + 1;
        var now = Instants.WholeSeconds(clock.GetUtcNow());
        var expires = now.AddDays(options.NodeMetadataDays);
        var path = NodeDocument.PathOf(options.Code);
        var role = new TargetsRole(version, expires, ImmutableDictionary<string, TargetFile>.Empty.Add(path, new TargetFile(content.Length, sha256)));
        var request = new SubmitMetadataRequest
        {
            Role = RoleNames.Node(options.Code),
            Metadata = ByteString.CopyFrom(MetadataWriter.Write(role, keys.NodeRole)),
        };
        request.Targets.Add(new TargetFileBytes { Path = path, Content = ByteString.CopyFrom(content) });
        var submission = OutboundSubmission.Of(request, needs: RoleNames.Region(options.Code));
        RegionTables.AddNode(db, new SignedNodeMetadata(version, sha256, now, expires, submission.Id));
        outbox.Enqueue(db, submission);
    }

    private NodeDocument Describe() => new()
    {
        Region = options.Code,
        GatewayEndpoints = [options.GatewayUrl],
        GatewayPins = [.. peers.Gateway.Now],
        IssuerPins = keys.Tls.PublishedPins,
        WitnessKey = keys.Witness.PublicKey.SubjectPublicKeyInfo,
        StatusBase = options.StatusBaseUri + "/",
    };
}
