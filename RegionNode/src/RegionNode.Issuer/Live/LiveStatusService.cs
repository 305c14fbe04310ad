using Federation.Hosting.Problems;
using Federation.Hosting.Tls;
using Google.Protobuf;
using Grpc.Core;
using RegionNode.Issuer.Neighbours;
using RegionNode.Issuer.Storage;
using TrustList.Format.Registry;
using TrustList.Protocol;

namespace RegionNode.Issuer.Live;

/// <summary>Answers live questions that come through the region's own gateway; <see cref="Callers.CallerGate"/> keeps all others out.</summary>
internal sealed class LiveStatusService(NodeOptions options, LiveAnswers answers, ILogger<LiveStatusService> logger) : TrustList.Protocol.LiveStatus.LiveStatusBase
{
    private const int MinNonce = 16;
    private const int MaxNonce = 64;
    private const int MaxUri = 512;

    public override async Task<LiveAnswer> Ask(LiveQuestion request, ServerCallContext context)
    {
        if (request.Region != options.Code || context.RequestHeaders.GetValue(RegionChannel.Header) is { } routed && routed != request.Region)
            throw Refuse(context, StatusCode.InvalidArgument, "WrongRegion", "the question is for another region");
        if (request.Nonce.Length is < MinNonce or > MaxNonce || request.StatusUri.Length > MaxUri || !RegionCode.IsValid(request.Acceptor))
            throw Refuse(context, StatusCode.InvalidArgument, "Malformed", "nonce of 16 to 64 bytes, acceptor of six digits");
        if (PurposeWord.Parse(request.Purpose) is not { } purpose)
            throw Refuse(context, StatusCode.InvalidArgument, "UnknownPurpose", "there is no such purpose");
        try
        {
            var asker = context.RequestHeaders.GetValue(RegionChannel.CallerHeader) is { } proved && RegionCode.IsValid(proved) ? proved : null;
            var assertion = await answers.AnswerAsync(request.StatusUri, request.Index, purpose, asker, request.Acceptor, request.Nonce.Memory, context.CancellationToken)
                ?? throw Refuse(context, StatusCode.NotFound, "UnknownIndex", "no licence has this index");
            return new LiveAnswer { Assertion = ByteString.CopyFrom(assertion) };
        }
        catch (NoStatusKeyException)
        {
            throw Refuse(context, StatusCode.Unavailable, "NoStatusKey", "no status key may sign now");
        }
        catch (DatabaseOldException)
        {
            throw Refuse(context, StatusCode.Unavailable, "DatabaseOld", "the node's database is older than what it has signed");
        }
        catch (TooManyWaitingException)
        {
            throw Refuse(context, StatusCode.ResourceExhausted, "TooMany", "more ask than can be answered now");
        }
        catch (TransferPendingException)
        {
            throw Refuse(context, StatusCode.Unavailable, "TransferPending", "the driver moves to another region; the log has not said yet what became of it");
        }
    }

    private RpcException Refuse(ServerCallContext context, StatusCode status, string code, string detail)
    {
        var http = context.GetHttpContext();
        RefusalLog.Refused(logger, code, (int)status, "gRPC", context.Method, http.ClientPin()?[..12] ?? "-", http.TraceIdentifier);
        return new RpcException(new Grpc.Core.Status(status, $"{code}: {detail}"));
    }
}
