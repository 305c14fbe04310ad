using Federation.Hosting.Problems;
using Federation.Hosting.Tls;
using Google.Protobuf;
using Grpc.Core;
using RegionNode.Issuer.Live;
using TrustList.Protocol;

namespace RegionNode.Issuer.Disputes;

/// <summary>Takes disputes that come through the region's own gateway; <see cref="Callers.CallerGate"/> keeps all other callers out.</summary>
internal sealed class DisputesService(DisputeIntake intake, ILogger<DisputesService> logger) : TrustList.Protocol.Disputes.DisputesBase
{
    public override Task<DisputeStanding> Report(DisputeReport request, ServerCallContext context)
    {
        try
        {
            var (answer, refusal, detail) = intake.Take(request.Record.Memory);
            if (refusal is { } why)
                throw Refuse(context, StatusOf(why), why.ToString(), detail);
            return Task.FromResult(new DisputeStanding { Answer = answer is null ? ByteString.Empty : ByteString.CopyFrom(answer) });
        }
        catch (NoStatusKeyException)
        {
            throw Refuse(context, StatusCode.Unavailable, "NoStatusKey", "no status key may sign now");
        }
    }

    private static StatusCode StatusOf(IntakeRefusal refusal) => refusal switch
    {
        IntakeRefusal.NotFollowingTrust => StatusCode.Unavailable,
        IntakeRefusal.NotAuthentic => StatusCode.PermissionDenied,
        IntakeRefusal.TooMany => StatusCode.ResourceExhausted,
        IntakeRefusal.TooOld => StatusCode.FailedPrecondition,
        IntakeRefusal.IdUsed => StatusCode.AlreadyExists,
        _ => StatusCode.InvalidArgument,
    };

    private RpcException Refuse(ServerCallContext context, StatusCode status, string code, string detail)
    {
        var http = context.GetHttpContext();
        RefusalLog.Refused(logger, code, (int)status, "gRPC", context.Method, http.ClientPin()?[..12] ?? "-", http.TraceIdentifier);
        return new RpcException(new Grpc.Core.Status(status, detail.Length == 0 ? code : $"{code}: {detail}"));
    }
}
