using Google.Protobuf;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Submission;
using TrustList.Format.Metadata;
using TrustList.Protocol;

namespace RegionNode.Issuer.Moving;

/// <summary>A transfer's own lane in the outbox. Both sides send: one that is heard is enough.</summary>
internal static class TransferLane
{
    internal static string Of(string id) => $"transfer-{id}";

    /// <summary>Puts the record with both signatures on its way; part of the transaction that records it.</summary>
    internal static void Enqueue(StoreSession db, Outbox outbox, string region, string id, byte[] signed) => outbox.Enqueue(
        db, OutboundSubmission.Of(new SubmitTransferRequest { Region = region, Transfer = ByteString.CopyFrom(signed) }, Of(id), RoleNames.Node(region)));
}
