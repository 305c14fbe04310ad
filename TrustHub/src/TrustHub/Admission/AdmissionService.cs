using Federation.Hosting.Tls;
using Grpc.Core;
using TrustHub.Log;
using TrustList.Format.Encoding;
using TrustList.Protocol;

namespace TrustHub.Admission;

/// <summary>The gRPC face of the desk: messages in, receipts or refusals out. It decides nothing.</summary>
public sealed class AdmissionService(Intake intake, RefusalBook refusals) : TrustList.Protocol.Admission.AdmissionBase
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
    public override Task<Receipt> GetReceipt(ReceiptQuery request, ServerCallContext context) =>
        SubmissionIds.IsValid(request.SubmissionId) && intake.Find(request.SubmissionId) is { } logged
            ? Task.FromResult(ReceiptOf(logged, duplicate: false))
            : throw new RpcException(new Grpc.Core.Status(StatusCode.NotFound, "no submission by that id was admitted"));

    private Receipt Answer(IntakeResult result, string name, ServerCallContext context)
    {
        if (result.Received is { } received)
            return ReceiptOf(received.Logged, received.Duplicate);
        var refused = result.Refused!;
        refusals.Write(refused, name, Caller(context), context.Method, context.GetHttpContext().TraceIdentifier);
        throw RefusalTrailer.Exception(refused);
    }

    private static Receipt ReceiptOf(Logged logged, bool duplicate) => new()
    {
        SubmissionId = logged.Row.SubmissionId,
        LogIndex = logged.Row.LogIndex,
        Sha256 = logged.Row.Sha256,
        Duplicate = duplicate,
        AdmittedAt = Instants.Format(logged.Row.AdmittedAt),
    };

    /// <summary>The listener demands a client certificate, so there is one.</summary>
    private static string Caller(ServerCallContext context) =>
        context.GetHttpContext().ClientPin() ?? throw new RpcException(new Grpc.Core.Status(StatusCode.Unauthenticated, "no client certificate"));
}
