using Grpc.Core;
using Federation.Hosting.Tls;
using TrustHub.Log;
using TrustHub.Status;
using TrustHub.Storage;
using TrustHub.Transparency;
using TrustList.Format.Encoding;
using TrustList.Protocol;

namespace TrustHub.Admission;

/// <summary>The gRPC face of the desk: messages in, receipts or refusals out. It decides nothing.</summary>
public sealed class AdmissionService(Intake intake, HeadIntake heads, IssuanceIntake batches, TransferIntake transfers, RefusalBook refusals) : TrustList.Protocol.Admission.AdmissionBase
{
    /// <inheritdoc/>
    public override async Task<Receipt> SubmitMetadata(SubmitMetadataRequest request, ServerCallContext context)
    {
        var submission = new MetadataSubmission(
            request.SubmissionId, request.Role, request.Metadata.Memory,
            [.. request.Targets.Select(target => new SubmittedFile(target.Path, target.Content.Memory))]);
        return Answer(await intake.SubmitAsync(submission, Caller(context), context.CancellationToken), request.Role, context);
    }

    /// <inheritdoc/>
    public override async Task<Receipt> SubmitStatusList(SubmitStatusListRequest request, ServerCallContext context)
    {
        var submission = new StatusSubmission(
            request.SubmissionId, request.Region, request.Uri, request.Version, request.Cwt.Memory, request.Jwt);
        return Answer(await intake.SubmitAsync(submission, Caller(context), context.CancellationToken), request.Region, context);
    }

    /// <inheritdoc/>
    public override async Task<Receipt> SubmitStatusHead(SubmitStatusHeadRequest request, ServerCallContext context)
    {
        var submission = new HeadSubmission(request.SubmissionId, request.Region, request.Head.Memory, request.Delta.Memory);
        var result = await heads.SubmitAsync(submission, Caller(context), context.CancellationToken);
        return result.Row is { } row ? ReceiptOf(row, result.Duplicate) : throw Refusal(result.Refused!, request.Region, context);
    }

    /// <inheritdoc/>
    public override async Task<Receipt> SubmitIssuanceBatch(SubmitIssuanceBatchRequest request, ServerCallContext context)
    {
        var submission = new IssuanceSubmission(request.SubmissionId, request.Region, request.Batch.Memory, request.Leaves.Memory);
        var result = await batches.SubmitAsync(submission, Caller(context), context.CancellationToken);
        return result.Row is { } row ? ReceiptOf(row, result.Duplicate) : throw Refusal(result.Refused!, request.Region, context);
    }

    /// <inheritdoc/>
    public override async Task<Receipt> SubmitTransfer(SubmitTransferRequest request, ServerCallContext context)
    {
        var submission = new TransferSubmission(request.SubmissionId, request.Region, request.Transfer.Memory);
        var result = await transfers.SubmitAsync(submission, Caller(context), context.CancellationToken);
        return result.Row is { } row ? ReceiptOf(row, result.Duplicate) : throw Refusal(result.Refused!, request.Region, context);
    }

    /// <inheritdoc/>
    public override Task<Receipt> GetReceipt(ReceiptQuery request, ServerCallContext context) =>
        Task.FromResult(
            (SubmissionIds.IsValid(request.SubmissionId) ? Known(request.SubmissionId) : null)
            ?? throw new RpcException(new Grpc.Core.Status(StatusCode.NotFound, "no submission by that id was admitted")));

    private Receipt? Known(string submissionId) =>
        intake.Find(submissionId) is { } logged ? ReceiptOf(logged, duplicate: false)
        : heads.Find(submissionId) is { } head ? ReceiptOf(head, duplicate: false)
        : batches.Find(submissionId) is { } batch ? ReceiptOf(batch, duplicate: false)
        : transfers.Find(submissionId) is { } transfer ? ReceiptOf(transfer, duplicate: false)
        : null;

    private Receipt Answer(IntakeResult result, string name, ServerCallContext context) =>
        result.Received is { } received ? ReceiptOf(received.Logged, received.Duplicate) : throw Refusal(result.Refused!, name, context);

    private RpcException Refusal(Refused refused, string name, ServerCallContext context)
    {
        refusals.Write(refused, name, Caller(context), context.Method, context.GetHttpContext().TraceIdentifier);
        return RefusalTrailer.Exception(refused);
    }

    private static Receipt ReceiptOf(Logged logged, bool duplicate) => new()
    {
        SubmissionId = logged.Row.SubmissionId,
        LogIndex = logged.Row.LogIndex,
        Sha256 = logged.Row.Sha256,
        Duplicate = duplicate,
        AdmittedAt = Instants.Format(logged.Row.AdmittedAt),
    };

    private static Receipt ReceiptOf(HeadRow head, bool duplicate) => new()
    {
        SubmissionId = head.Content.SubmissionId,
        LogIndex = head.Id,
        Sha256 = Digest.Of(head.Content.Head.Span),
        Duplicate = duplicate,
        AdmittedAt = Instants.Format(head.Content.At),
    };

    private static Receipt ReceiptOf(BatchRow batch, bool duplicate) => new()
    {
        SubmissionId = batch.SubmissionId,
        LogIndex = batch.Id,
        Sha256 = batch.Sha256,
        Duplicate = duplicate,
        AdmittedAt = Instants.Format(batch.At),
    };

    private static Receipt ReceiptOf(TransferRow transfer, bool duplicate) => new()
    {
        SubmissionId = transfer.SubmissionId,
        LogIndex = transfer.Id,
        Sha256 = transfer.Sha256,
        Duplicate = duplicate,
        AdmittedAt = Instants.Format(transfer.At),
    };

    /// <summary>The listener demands a client certificate, so there is one.</summary>
    private static string Caller(ServerCallContext context) =>
        context.GetHttpContext().ClientPin() ?? throw new RpcException(new Grpc.Core.Status(StatusCode.Unauthenticated, "no client certificate"));
}
