using Federation.Hosting.Tls;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using RegionNode.Issuer.Keys;
using TrustList.Protocol;

namespace RegionNode.Issuer.Submission;

/// <summary>The hub's admission service over mutual TLS; the hub is known by its pin alone.</summary>
internal sealed class HubClient : IHubTransport, IDisposable
{
    private const string RefusalTrailer = "federation-refusal-bin";
    private const string Busy = "Busy";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly GrpcChannel channel;
    private readonly Admission.AdmissionClient hub;
    private readonly TimeProvider clock = TimeProvider.System; // gRPC deadlines are real time, also in a rehearsal.

    public HubClient(NodeOptions options, NodeKeys keys)
    {
        var pins = new HashSet<string>(StringComparer.Ordinal) { options.HubPin };
        channel = GrpcChannel.ForAddress(options.HubUrl, new GrpcChannelOptions
        {
            HttpHandler = PinnedHandler.Create(keys.Tls, () => pins),
            DisposeHttpClient = true,
        });
        hub = new Admission.AdmissionClient(channel);
    }

    /// <inheritdoc/>
    public async Task<HubDecision> SendAsync(OutboundSubmission submission, CancellationToken cancellation)
    {
        try
        {
            var receipt = await Call(submission, new CallOptions(deadline: Deadline(), cancellationToken: cancellation));
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

    public void Dispose() => channel.Dispose();

    private AsyncUnaryCall<Receipt> Call(OutboundSubmission submission, CallOptions call)
    {
        if (submission.Kind == SubmissionKind.Metadata)
        {
            var metadata = SubmitMetadataRequest.Parser.ParseFrom(submission.Body);
            metadata.SubmissionId = submission.Id;
            return hub.SubmitMetadataAsync(metadata, call);
        }
        var list = SubmitStatusListRequest.Parser.ParseFrom(submission.Body);
        list.SubmissionId = submission.Id;
        return hub.SubmitStatusListAsync(list, call);
    }

    private DateTime Deadline() => (clock.GetUtcNow() + Patience).UtcDateTime;

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
