using Federation.Hosting.Telemetry;
using Google.Protobuf;
using Grpc.Core;
using TrustList.Protocol;

namespace RegionNode.Issuer.Submission;

/// <summary>The hub's admission service.</summary>
internal sealed class HubClient(HubChannel channel, Tracing tracing) : IHubTransport
{
    private const string RefusalTrailer = "federation-refusal-bin";
    private const string Busy = "Busy";
    private readonly Admission.AdmissionClient hub = new(channel.Channel);

    /// <inheritdoc/>
    public async Task<HubDecision> SendAsync(OutboundSubmission submission, CancellationToken cancellation)
    {
        using var span = tracing.Call("submit to the hub")?.SetTag("kind", submission.Kind.ToString());
        try
        {
            var receipt = await Submit(submission, channel.Call(cancellation));
            return new HubDecision.Admitted(receipt.LogIndex);
        }
        catch (RpcException e) when (RefusalOf(e) is { } refusal)
        {
            return refusal;
        }
        catch (RpcException e)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new HubUnreachableException(e.StatusCode.ToString(), e);
        }
    }

    /// <inheritdoc/>
    public async Task<HeldSubmission?> FindAsync(string submissionId, CancellationToken cancellation)
    {
        try
        {
            var receipt = await hub.GetReceiptAsync(new ReceiptQuery { SubmissionId = submissionId }, channel.Call(cancellation));
            return new HeldSubmission(receipt.Sha256);
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.NotFound)
        {
            return null;
        }
        catch (RpcException e)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new HubUnreachableException(e.StatusCode.ToString(), e);
        }
    }

    private AsyncUnaryCall<Receipt> Submit(OutboundSubmission submission, CallOptions call)
    {
        switch (submission.Kind)
        {
            case SubmissionKind.Metadata:
                var metadata = SubmitMetadataRequest.Parser.ParseFrom(submission.Body);
                metadata.SubmissionId = submission.Id;
                return hub.SubmitMetadataAsync(metadata, call);
            case SubmissionKind.StatusList:
                var list = SubmitStatusListRequest.Parser.ParseFrom(submission.Body);
                list.SubmissionId = submission.Id;
                return hub.SubmitStatusListAsync(list, call);
            case SubmissionKind.StatusHead:
                var head = SubmitStatusHeadRequest.Parser.ParseFrom(submission.Body);
                head.SubmissionId = submission.Id;
                return hub.SubmitStatusHeadAsync(head, call);
            case SubmissionKind.Transfer:
                var transfer = SubmitTransferRequest.Parser.ParseFrom(submission.Body);
                transfer.SubmissionId = submission.Id;
                return hub.SubmitTransferAsync(transfer, call);
            default:
                var batch = SubmitIssuanceBatchRequest.Parser.ParseFrom(submission.Body);
                batch.SubmissionId = submission.Id;
                return hub.SubmitIssuanceBatchAsync(batch, call);
        }
    }

    /// <summary>Only a status with the hub's own refusal is a decision; anything else may come from the way between.</summary>
    private static HubDecision.Refused? RefusalOf(RpcException e)
    {
        if (e.Trailers.GetValueBytes(RefusalTrailer) is not { } bytes)
            return null;
        try
        {
            var refusal = Refusal.Parser.ParseFrom(bytes);
            var isFinal = e.StatusCode is not (StatusCode.FailedPrecondition or StatusCode.PermissionDenied);
            return refusal.Code == Busy ? null : new HubDecision.Refused(refusal.Code, refusal.Detail, isFinal);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }
}
