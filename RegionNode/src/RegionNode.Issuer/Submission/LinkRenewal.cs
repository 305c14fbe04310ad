using System.Security.Cryptography;
using Google.Protobuf;
using RegionNode.Issuer.Keys;
using RegionNode.Issuer.Storage;
using TrustList.Format.Signing;
using TrustList.Protocol;

namespace RegionNode.Issuer.Submission;

/// <summary>
/// A head or batch may wait so long that its key may sign no more: the chain would end there. Then the same content is signed by
/// the key of now. Hashes are those of content, so nothing is said twice; and the hub is asked first, whether it has the old.
/// </summary>
internal sealed partial class LinkRenewal(SigningKeys signing, IDurableStore store, IHubTransport hub, TimeProvider clock, ILogger<LinkRenewal> logger)
{
    // Names of the hub's refusals that say: not with this key.
    private static readonly string[] OfTheKey = ["StatusKeyUnknown", "StatusKeyNotActive", "AlgorithmNotAllowed"];

    /// <summary>Renews a refused link where that can help.</summary>
    /// <exception cref="HubUnreachableException">Nothing was done.</exception>
    internal async Task RenewAsync(OutboundSubmission link, string code, CancellationToken cancellation)
    {
        if (!OfTheKey.Contains(code, StringComparer.Ordinal) || signing.StatusKey(clock.GetUtcNow()) is not { } key
            || CoseSign1.Parse(SignedOf(link)) is not { Ok: true, Value.Payload: { } payload } message
            || message.Value.Headers.KeyId is { } named && named.Span.SequenceEqual(System.Text.Encoding.UTF8.GetBytes(key.KeyId))
            || await hub.FindAsync(link.Id, cancellation) is not null)
            return;
        var headers = new CoseHeaders { KeyId = System.Text.Encoding.UTF8.GetBytes(key.KeyId), Type = message.Value.Headers.Type };
        var signed = CoseSign1.Sign(key.Signer, headers, payload.Span, tagged: true);
        store.Write("renew link", db =>
        {
            ChainTable.Replace(db, link.Id, With(link, signed), Convert.ToHexStringLower(SHA256.HashData(signed)));
            return true;
        });
        Renewed(logger, link.Lane, link.Link!.Number, key.KeyId);
    }

    private static ReadOnlyMemory<byte> SignedOf(OutboundSubmission link) => link.Kind == SubmissionKind.StatusHead
        ? SubmitStatusHeadRequest.Parser.ParseFrom(link.Body).Head.Memory
        : SubmitIssuanceBatchRequest.Parser.ParseFrom(link.Body).Batch.Memory;

    private static byte[] With(OutboundSubmission link, byte[] signed)
    {
        if (link.Kind == SubmissionKind.StatusHead)
        {
            var head = SubmitStatusHeadRequest.Parser.ParseFrom(link.Body);
            head.Head = ByteString.CopyFrom(signed);
            return head.ToByteArray();
        }
        var batch = SubmitIssuanceBatchRequest.Parser.ParseFrom(link.Body);
        batch.Batch = ByteString.CopyFrom(signed);
        return batch.ToByteArray();
    }

    [LoggerMessage(1, LogLevel.Warning, "{Lane} {Number} is signed anew by {Key}: the key it waited with may sign no more")]
    private static partial void Renewed(ILogger logger, string lane, long number, string key);
}
