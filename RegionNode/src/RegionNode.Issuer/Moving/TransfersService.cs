using Federation.Hosting.Problems;
using Federation.Hosting.Tls;
using Google.Protobuf;
using Grpc.Core;
using RegionNode.Issuer.Neighbours;
using TrustList.Protocol;

namespace RegionNode.Issuer.Moving;

/// <summary>Answers other regions about drivers who leave, through the region's own gateway; <see cref="Callers.CallerGate"/> keeps all others out.</summary>
internal sealed class TransfersService(NodeOptions options, MovingOut moving, ILogger<TransfersService> logger) : Transfers.TransfersBase
{
    /// <summary>The trailer with the reason why it is over: a name of <see cref="MoveReason"/>; or that it is not.</summary>
    internal const string ReasonTrailer = "federation-move-reason";

    private const string Later = "Later";

    public override async Task<PreparedTransfer> Prepare(PrepareRequest request, ServerCallContext context)
    {
        RequireOwn(request.Region, context);
        try
        {
            var given = await moving.PrepareAsync(request.Acceptance.Memory, context.CancellationToken);
            return new PreparedTransfer
            {
                Record = ByteString.CopyFrom(given.Record), Signature = ByteString.CopyFrom(given.Signature), Dossier = ByteString.CopyFrom(given.Sealed),
            };
        }
        catch (MoveRefusedException refused)
        {
            throw Refuse(context, refused);
        }
    }

    public override Task<ConfirmReceipt> Confirm(ConfirmRequest request, ServerCallContext context)
    {
        RequireOwn(request.Region, context);
        try
        {
            moving.Confirm(request.Transfer.Memory);
            return Task.FromResult(new ConfirmReceipt());
        }
        catch (MoveRefusedException refused)
        {
            throw Refuse(context, refused);
        }
    }

    private void RequireOwn(string region, ServerCallContext context)
    {
        if (region != options.Code || context.RequestHeaders.GetValue(RegionChannel.Header) is { } routed && routed != region)
            throw new RpcException(new Grpc.Core.Status(StatusCode.InvalidArgument, "WrongRegion: the call is for another region"));
    }

    private RpcException Refuse(ServerCallContext context, MoveRefusedException refused)
    {
        var http = context.GetHttpContext();
        var status = refused.Reason is null ? StatusCode.Unavailable : StatusCode.FailedPrecondition;
        RefusalLog.Refused(logger, refused.Message, (int)status, "gRPC", context.Method, http.ClientPin()?[..12] ?? "-", http.TraceIdentifier);
        var trailers = new Metadata { { ReasonTrailer, refused.Reason?.ToString() ?? Later } };
        return new RpcException(new Grpc.Core.Status(status, refused.Message), trailers);
    }
}
